// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.simulation.rust;

import io.reconsync.simulation.Options;
import io.reconsync.simulation.engine.Game;
import io.reconsync.simulation.engine.Launch;
import io.reconsync.simulation.engine.Simulation;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** A Rust dedicated server, simulated. */
public final class Main implements Launch.Maker {
    private static final Map<String, String> OPTIONS = Map.of(
            "+server.port", "game-port",
            "+server.queryport", "query-port",
            "+rcon.port", "console-port",
            "+rcon.password", "password",
            "-logfile", "log");
    private static final Map<String, String> SWITCHES = Map.of(
            "+server.identity", "identity",
            "+server.seed", "map-seed",
            "+server.worldsize", "world-size",
            "+server.maxplayers", "max-players",
            "+server.hostname", "name");

    public static void main(String[] arguments) throws IOException, InterruptedException {
        Launch.run(arguments, new Main());
    }

    @Override
    public void adopt(Options options) {
        String game = options.text("game", "rust");
        if (!game.equals("rust")) {
            throw new IllegalArgumentException("this simulator is rust, not " + game);
        }
        List<String> given = options.gameArguments();
        for (int i = 0; i + 1 < given.size(); i++) {
            if (OPTIONS.containsKey(given.get(i))) {
                options.put(OPTIONS.get(given.get(i)), given.get(i + 1));
            } else if (SWITCHES.containsKey(given.get(i))) {
                options.putSwitch(SWITCHES.get(given.get(i)), given.get(i + 1));
            } else if (given.get(i).equals("+server.saveinterval")) {
                options.put("autosave-ms", given.get(i + 1) + "000");
            }
        }
    }

    @Override
    public Path log(Options options) {
        return options.dir().resolve("logs").resolve("rust.log");
    }

    @Override
    public Supplier<String> logPrefix(Options options) {
        return () -> "";
    }

    @Override
    public String worldName(Options options) {
        return "Procedural Map";
    }

    @Override
    public Game make(Simulation simulation) throws IOException {
        return new RustGame(simulation);
    }
}
