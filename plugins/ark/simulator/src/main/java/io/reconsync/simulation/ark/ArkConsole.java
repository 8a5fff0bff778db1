// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.simulation.ark;

import io.reconsync.simulation.Dice;
import io.reconsync.simulation.engine.Player;
import io.reconsync.simulation.engine.Simulation;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Locale;

/** ARK's commands. All but the query wait for the game's thread, which a save keeps busy. */
final class ArkConsole {
    private static final String NOTHING = "Server received, But no response!! \n ";
    private static final int REMEMBERED = 500;
    private final Simulation simulation;
    private final ArkSave save;
    private final boolean ascended;
    private final Dice dice;
    private final Deque<String> chat = new ArrayDeque<>();
    private final Deque<String> gameLog = new ArrayDeque<>();

    ArkConsole(Simulation simulation, ArkSave save, boolean ascended) {
        this.simulation = simulation;
        this.save = save;
        this.ascended = ascended;
        this.dice = simulation.dice().named("console");
    }

    String run(String line) throws InterruptedException {
        String[] words = line.trim().split(" +", 2);
        String command = words[0].toLowerCase(Locale.ROOT);
        if (command.equals("saveworld")) {
            simulation.save("console");
            return "World Saved \n ";
        }
        if (simulation.gates().slow() && simulation.saving()) {
            simulation.pace().sleep(dice.between(5_000, 20_000));
        }
        return save.inGameThread(() -> answer(command, words.length > 1 ? words[1] : ""));
    }

    private String answer(String command, String rest) {
        return switch (command) {
            case "listplayers" -> listPlayers();
            case "getchat" -> consume(chat);
            case "getgamelog" -> consume(gameLog);
            case "serverchat", "broadcast" -> say(rest);
            case "doexit" -> exit();
            case "kickplayer" -> kick(rest.trim());
            case "banplayer" -> rest.trim() + " Banned \n ";
            case "destroywilddinos" -> "All Wild Dinos Destroyed \n ";
            default -> NOTHING;
        };
    }

    private String say(String text) {
        remember("SERVER: " + text);
        chat("SERVER: " + text);
        return NOTHING;
    }

    private String exit() {
        simulation.stop("doexit", simulation.options().flag("doexit-saves", false), 0);
        return "Exiting... \n ";
    }

    private String kick(String id) {
        for (Player player : simulation.players().online()) {
            if (id.equals(player.steamId()) || id.equals(player.eosId())) {
                simulation.kick(player, "kicked");
                return id + " Kicked \n ";
            }
        }
        return NOTHING;
    }

    private String listPlayers() {
        List<Player> online = simulation.players().online();
        if (online.isEmpty()) {
            return "No Players Connected \n ";
        }
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < online.size(); i++) {
            Player player = online.get(i);
            text.append(i).append(". ").append(player.name()).append(", ");
            text.append(ascended ? player.eosId() : player.steamId()).append(" \n");
        }
        return text.append(' ').toString();
    }

    private static String consume(Deque<String> lines) {
        synchronized (lines) {
            if (lines.isEmpty()) {
                return NOTHING;
            }
            String text = String.join("\n", lines);
            lines.clear();
            return text + " \n ";
        }
    }

    void chat(String line) {
        add(chat, line);
    }

    void remember(String line) {
        add(gameLog, line);
    }

    private static void add(Deque<String> lines, String line) {
        synchronized (lines) {
            lines.add(line);
            if (lines.size() > REMEMBERED) {
                lines.remove();
            }
        }
    }
}
