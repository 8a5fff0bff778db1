// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.simulation.valheim;

import io.reconsync.simulation.Options;
import io.reconsync.simulation.engine.Game;
import io.reconsync.simulation.engine.Launch;
import io.reconsync.simulation.engine.Simulation;
import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** A Valheim dedicated server of either world format, simulated. */
public final class Main implements Launch.Maker {
    private static final DateTimeFormatter STAMP = DateTimeFormatter.ofPattern("MM/dd/yyyy HH:mm:ss: ");
    private static final Map<String, String> OPTIONS =
            Map.of("-port", "game-port", "-password", "password", "-savedir", "dir", "-logFile", "log");
    private static final Map<String, String> SWITCHES = Map.of("-name", "name", "-world", "world", "-public", "public");

    public static void main(String[] arguments) throws IOException, InterruptedException {
        Launch.run(arguments, new Main());
    }

    @Override
    public void adopt(Options options) {
        String game = options.text("game", "valheim");
        if (!game.equals("valheim")) {
            throw new IllegalArgumentException("this simulator is valheim, not " + game);
        }
        List<String> given = options.gameArguments();
        for (int i = 0; i < given.size(); i++) {
            String value = i + 1 < given.size() ? given.get(i + 1) : "";
            if (OPTIONS.containsKey(given.get(i))) {
                options.put(OPTIONS.get(given.get(i)), value);
            } else if (SWITCHES.containsKey(given.get(i))) {
                options.putSwitch(SWITCHES.get(given.get(i)), value);
            } else if (given.get(i).equals("-saveinterval")) {
                options.put("autosave-ms", value + "000");
            } else if (given.get(i).equals("-crossplay")) {
                options.putSwitch("crossplay", "true");
            }
        }
    }

    @Override
    public Path log(Options options) {
        return null;
    }

    @Override
    public Supplier<String> logPrefix(Options options) {
        return switch (options.flag("log-prefix", "plain")) {
            case "none" -> () -> "";
            case "bepinex" -> () -> "[Info   : Unity Log] " + STAMP.format(LocalDateTime.now());
            default -> () -> STAMP.format(LocalDateTime.now());
        };
    }

    @Override
    public String worldName(Options options) {
        return options.flag("world", "Dedicated");
    }

    @Override
    public Game make(Simulation simulation) throws IOException {
        return new ValheimGame(simulation);
    }
}
