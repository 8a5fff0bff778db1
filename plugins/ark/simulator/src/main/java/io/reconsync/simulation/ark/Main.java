// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.simulation.ark;

import io.reconsync.simulation.Dice;
import io.reconsync.simulation.Options;
import io.reconsync.simulation.engine.Game;
import io.reconsync.simulation.engine.Launch;
import io.reconsync.simulation.engine.Simulation;
import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/** An ARK dedicated server, Survival Evolved or Survival Ascended, simulated. */
public final class Main implements Launch.Maker {
    private static final DateTimeFormatter BRACKET = DateTimeFormatter.ofPattern("'['yyyy.MM.dd-HH.mm.ss:SSS']'");
    private static final Map<String, String> OPTIONS = Map.of(
            "Port", "game-port",
            "QueryPort", "query-port",
            "RCONPort", "console-port",
            "ServerAdminPassword", "password");
    private static final Map<String, String> SWITCHES = Map.of(
            "SessionName", "name",
            "AltSaveDirectoryName", "save-directory",
            "MaxPlayers", "max-players",
            "WinLiveMaxPlayers", "max-players");

    public static void main(String[] arguments) throws IOException, InterruptedException {
        Launch.run(arguments, new Main());
    }

    @Override
    public void adopt(Options options) {
        for (String argument : options.gameArguments()) {
            if (argument.startsWith("-")) {
                adopt(options, argument.substring(1));
            } else {
                String[] parts = argument.split("\\?");
                options.putSwitch("map", parts[0]);
                for (int i = 1; i < parts.length; i++) {
                    adopt(options, parts[i]);
                }
            }
        }
        String guess = options.flag("map", "").endsWith("_WP") ? "ark-sa" : "ark-se";
        String game = options.text("game", guess);
        if (!Set.of("ark-se", "ark-sa").contains(game)) {
            throw new IllegalArgumentException("this simulator is ark-se or ark-sa, not " + game);
        }
        options.put("game", game);
    }

    private static void adopt(Options options, String pair) {
        int equals = pair.indexOf('=');
        if (equals > 0) {
            String value = pair.substring(equals + 1);
            String name = pair.substring(0, equals);
            if (OPTIONS.containsKey(name)) {
                options.put(OPTIONS.get(name), value);
            } else if (SWITCHES.containsKey(name)) {
                options.putSwitch(SWITCHES.get(name), value);
            }
        }
    }

    @Override
    public Path log(Options options) {
        return options.dir().resolve("ShooterGame/Saved/Logs/ShooterGame.log");
    }

    @Override
    public Supplier<String> logPrefix(Options options) {
        Dice frames = new Dice(options.whole("seed", 1)).named("frames");
        return () -> BRACKET.format(LocalDateTime.now(ZoneOffset.UTC)) + String.format("[%3d]", frames.between(0, 999));
    }

    @Override
    public String worldName(Options options) {
        return ArkGame.map(options);
    }

    @Override
    public Game make(Simulation simulation) throws IOException {
        return new ArkGame(simulation);
    }
}
