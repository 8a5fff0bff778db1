// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.simulation.engine;

import io.reconsync.simulation.GameLog;
import io.reconsync.simulation.Json;
import io.reconsync.simulation.Ledger;
import io.reconsync.simulation.Options;
import io.reconsync.simulation.Pace;
import java.io.IOException;
import java.net.BindException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** From a command line to a running game; does not return. */
public final class Launch {
    private Launch() {}

    /** What a simulator's main class brings. */
    public interface Maker {
        /** Takes over what the real game's own arguments say. */
        void adopt(Options options);

        /** The default log file; null for standard output. */
        Path log(Options options);

        Supplier<String> logPrefix(Options options);

        String worldName(Options options);

        Game make(Simulation simulation) throws IOException;
    }

    public static void run(String[] arguments, Maker maker) throws IOException, InterruptedException {
        Options options;
        Simulation simulation;
        try {
            options = Options.parse(List.of(arguments));
            maker.adopt(options);
            Files.createDirectories(options.dir());
            Path logFile = options.path("log") == null ? maker.log(options) : options.path("log");
            GameLog log = new GameLog(logFile, maker.logPrefix(options));
            simulation = new Simulation(options, Ledger.open(options.path("ledger")), log);
        } catch (IllegalArgumentException wrong) {
            System.err.println(wrong.getMessage());
            System.exit(64);
            return;
        }
        simulation.ledger().write("start", "arguments", List.of(arguments));
        try {
            start(simulation, maker, options);
        } catch (BindException taken) {
            simulation.log().line("Couldn't bind a port: " + taken.getMessage());
            simulation.log().release();
            Runtime.getRuntime().halt(1);
        }
    }

    private static void start(Simulation simulation, Maker maker, Options options)
            throws IOException, InterruptedException {
        Game game = maker.make(simulation);
        if (options.flag("fail-start", false)) {
            simulation.log().line("Failed to start: the server could not be initialised");
            simulation.log().release();
            Runtime.getRuntime().halt(1);
        }
        if (!simulation.start(game, maker.worldName(options))) {
            simulation.log().release();
            Runtime.getRuntime().halt(1);
        }
        long pause = options.whole("never-pause-ms", -1);
        Autosave autosave = new Autosave(simulation, options.whole("autosave-ms", 0), pause);
        ControlPort control =
                new ControlPort(simulation, new Control(simulation, autosave), options.port("control-port"));
        Map<String, Object> ports = new LinkedHashMap<>(game.ports());
        ports.put("control-port", control.port());
        ports.put("pid", ProcessHandle.current().pid());
        simulation.ledger().write("ports", "ports", ports);
        if (options.gameArguments().isEmpty()) {
            System.out.println(Json.write(ports));
        }
        simulation.log().release();
        Signals.install(simulation);
        simulation.daemon("control", control::run);
        watchParent(simulation, options);
        simulation.becomeReady();
        autosave.run();
        Thread.currentThread().join();
    }

    private static void watchParent(Simulation simulation, Options options) {
        long parent = (long) options.flag("parent", 0.0);
        if (parent > 0) {
            simulation.daemon("parent", () -> {
                while (ProcessHandle.of(parent).isPresent()) {
                    Pace.until(System.nanoTime() + 500_000_000L);
                }
                simulation.ledger().write("exit", "code", 1, "why", "the parent is gone");
                Runtime.getRuntime().halt(1);
            });
        }
    }
}
