// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.simulation.rust;

import io.reconsync.simulation.Dice;
import io.reconsync.simulation.Json;
import io.reconsync.simulation.engine.Player;
import io.reconsync.simulation.engine.Simulation;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Rust's console commands. Those without output answer with an empty reply or with none. */
final class RustConsole {
    private final Simulation simulation;
    private final Dice dice;
    private volatile boolean restarting;

    RustConsole(Simulation simulation) {
        this.simulation = simulation;
        this.dice = simulation.dice().named("console");
    }

    Optional<String> run(String line) throws InterruptedException {
        String[] words = line.trim().split(" +", 2);
        String rest = words.length > 1 ? words[1] : "";
        if (simulation.gates().slow() && simulation.saving()) {
            simulation.pace().sleep(dice.between(5_000, 20_000));
        }
        return switch (words[0].toLowerCase(Locale.ROOT).replaceFirst("^global\\.", "")) {
            case "serverinfo" -> Optional.of(Json.pretty(serverInfo()));
            case "playerlist" -> Optional.of(Json.pretty(playerList()));
            case "status" -> Optional.of(status());
            case "save", "server.save" -> save();
            case "say" -> say(rest);
            case "quit" -> quit();
            case "restart" -> restart(rest);
            case "kick", "kickid" -> kick(rest);
            case "server.writecfg", "banid", "server.backup", "moderatorid", "ownerid" -> silence();
            case "env.time" -> Optional.of("env.time: \"12.5\"");
            case "version" -> Optional.of("Protocol: 2592.273.1\nBuild Date: 09/13/2026 18:00:00");
            case "find", "help" -> Optional.of("Variables:\n" + " server.description ( text )\n".repeat(3_000));
            default -> Optional.of("Command '" + words[0] + "' not found");
        };
    }

    private Optional<String> silence() {
        return dice.chance(0.5) ? Optional.of("") : Optional.empty();
    }

    private Optional<String> save() {
        if (!simulation.saving()) {
            simulation.daemon("save", () -> simulation.save("console"));
        }
        return silence();
    }

    private Optional<String> say(String text) {
        String bare = text.replaceFirst("^\"(.*)\"$", "$1");
        simulation.game().said("SERVER", bare);
        return silence();
    }

    private Optional<String> quit() {
        simulation.stop("quit", true, 0);
        return silence();
    }

    private Optional<String> restart(String rest) {
        String[] words = rest.split(" +", 2);
        long seconds = words[0].matches("\\d{1,6}") ? Long.parseLong(words[0]) : 300;
        restarting = true;
        simulation.log().line("SERVER RESTARTING IN " + seconds + " SECONDS");
        simulation.daemon("restart", () -> {
            simulation.pace().sleep(seconds * 1000);
            simulation.stop("restart", true, 0);
        });
        return silence();
    }

    private Optional<String> kick(String rest) {
        for (Player player : simulation.players().online()) {
            if (rest.startsWith(player.steamId()) || rest.startsWith("\"" + player.name() + "\"")) {
                simulation.kick(player, "Kicked: by an admin");
                return silence();
            }
        }
        return Optional.of("Player not found");
    }

    private Map<String, Object> serverInfo() {
        Map<String, Object> info = new LinkedHashMap<>();
        info.put("Hostname", simulation.options().flag("name", "Rust Server"));
        info.put("MaxPlayers", (int) simulation.options().flag("max-players", 50));
        info.put("Players", simulation.players().online().size());
        info.put("Queued", 0);
        info.put("Joining", 0);
        info.put("ReservedSlots", 0);
        info.put("EntityCount", 12_345);
        info.put("GameTime", "09/13/2026 18:48:40");
        info.put("Uptime", (long) simulation.uptime());
        info.put("Map", "Procedural Map");
        info.put("Framerate", 59.5);
        info.put("Memory", 4_096);
        info.put("MemoryUsageSystem", 8_192);
        info.put("Collections", 12);
        info.put("NetworkIn", 1_024);
        info.put("NetworkOut", 2_048);
        info.put("Restarting", restarting);
        info.put("SaveCreatedTime", "09/01/2026 12:00:00");
        info.put("Version", 2_592);
        info.put("Protocol", "2592.273.1");
        return info;
    }

    private List<Map<String, Object>> playerList() {
        List<Map<String, Object>> list = new ArrayList<>();
        for (Player player : simulation.players().online()) {
            Map<String, Object> row = new LinkedHashMap<>();
            row.put("SteamID", player.steamId());
            row.put("OwnerSteamID", "0");
            row.put("DisplayName", player.name());
            row.put("Ping", 30);
            row.put("Address", player.address() + ":" + player.port());
            row.put("EntityId", player.entity());
            row.put("ConnectedSeconds", (long) player.seconds());
            row.put("VoiationLevel", 0.0);
            row.put("CurrentLevel", 0.0);
            row.put("UnspentXp", 0.0);
            row.put("Health", 100.0);
            list.add(row);
        }
        return list;
    }

    private String status() {
        List<Player> online = simulation.players().online();
        StringBuilder text = new StringBuilder();
        text.append("hostname: ")
                .append(simulation.options().flag("name", "Rust Server"))
                .append('\n');
        text.append("version : 2592 secure (secure mode enabled, connected to Steam3)\n");
        text.append("map     : Procedural Map\n");
        text.append("players : ").append(online.size()).append(" (");
        text.append((int) simulation.options().flag("max-players", 50)).append(" max) (0 queued) (0 joining)\n\n");
        text.append("id                name ping connected addr owner violation kicks\n");
        for (Player player : online) {
            text.append(String.format(
                    Locale.ROOT,
                    "%s \"%s\" 30 %.1fs %s:%d 0.0 0%n",
                    player.steamId(),
                    player.name(),
                    player.seconds(),
                    player.address(),
                    player.port()));
        }
        return text.toString();
    }
}
