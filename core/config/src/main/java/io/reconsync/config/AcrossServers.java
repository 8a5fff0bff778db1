// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.config;

import io.reconsync.config.schema.Nearest;
import io.reconsync.config.yaml.Place;
import io.reconsync.config.yaml.Problems;
import io.reconsync.contract.config.Configuration.ProfileEntry;
import io.reconsync.contract.config.ServerConfig;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/** What one file alone cannot show. */
record AcrossServers(Loaded before, Map<String, ProfileEntry> profiles) {
    /**
     * Takes out, or back to its last good value, what does not fit to the rest.
     *
     * @param servers by file; changed
     * @param byFile where problems go
     * @param installs where {@code install} stands, by file
     */
    void check(Map<String, ServerConfig> servers, Map<String, Problems> byFile, Map<String, Place> installs) {
        ids(servers, byFile);
        folders(servers, byFile, installs);
        servers.forEach((shown, config) -> game(config, byFile.get(shown)));
    }

    /** The file that has the id in force keeps it; among new ones the first by name. */
    private void ids(Map<String, ServerConfig> servers, Map<String, Problems> byFile) {
        Map<String, String> owners = new HashMap<>();
        before.servers().forEach((shown, config) -> {
            ServerConfig now = servers.get(shown);
            if (now != null && now.id().equals(config.id())) {
                owners.putIfAbsent(now.id(), shown);
            }
        });
        servers.forEach((shown, config) -> owners.putIfAbsent(config.id(), shown));
        List<String> second = servers.keySet().stream()
                .filter(shown -> !owners.get(servers.get(shown).id()).equals(shown))
                .toList();
        for (String shown : second) {
            String id = servers.remove(shown).id();
            byFile.get(shown)
                    .error(
                            Place.WHOLE,
                            "server_id",
                            id,
                            "an id that no other file uses",
                            "The server_id " + id + " is used in " + owners.get(id) + " already.",
                            "Give this server another server_id.");
        }
    }

    /** The file whose world is in force keeps it; among new ones the first by name. */
    private void folders(Map<String, ServerConfig> servers, Map<String, Problems> byFile, Map<String, Place> installs) {
        WorldFolders worlds = new WorldFolders(profiles);
        List<String> order = new ArrayList<>(servers.keySet());
        order.sort(Comparator.comparing(shown -> !inForce(shown, servers.get(shown), worlds)));
        Map<String, ServerConfig> taken = new LinkedHashMap<>();
        for (String shown : order) {
            ServerConfig config = servers.get(shown);
            Optional<String> other = other(taken, each -> worlds.same(each, config));
            Place at = installs.getOrDefault(shown, Place.WHOLE);
            if (other.isPresent()) {
                byFile.get(shown)
                        .error(
                                at,
                                "install",
                                config.install().toString(),
                                "a world that no other file has",
                                "The world of " + config.id() + " in " + config.install() + " is the world of "
                                        + other.get() + " too, and a restore of one would overwrite the other.",
                                "Give each server a folder, a backup.path, or a map of its own, or remove one of the"
                                        + " files.");
                fallBack(shown, servers, worlds, taken);
                continue;
            }
            other(taken, each -> worlds.overlap(each, config))
                    .ifPresent(overlapping -> byFile.get(shown)
                            .warning(
                                    at,
                                    "install",
                                    "The folder of the world of " + config.id() + " is, or holds, or lies in that of "
                                            + overlapping + ".",
                                    "Give each server a folder, or a backup.path, of its own; a restore of one may overwrite"
                                            + " the other."));
            taken.put(shown, config);
        }
    }

    private boolean inForce(String shown, ServerConfig config, WorldFolders worlds) {
        ServerConfig former = before.servers().get(shown);
        return former != null && worlds.same(former, config);
    }

    /** A file that was in order before it took another's world keeps its former one. */
    private void fallBack(
            String shown, Map<String, ServerConfig> servers, WorldFolders worlds, Map<String, ServerConfig> taken) {
        ServerConfig former = before.servers().get(shown);
        if (former == null || other(taken, each -> worlds.same(each, former)).isPresent()) {
            servers.remove(shown);
        } else {
            servers.put(shown, former);
            taken.put(shown, former);
        }
    }

    private static Optional<String> other(Map<String, ServerConfig> taken, Predicate<ServerConfig> same) {
        return taken.entrySet().stream()
                .filter(each -> same.test(each.getValue()))
                .map(Map.Entry::getKey)
                .findFirst();
    }

    private void game(ServerConfig config, Problems problems) {
        if (!profiles.containsKey(config.game())) {
            problems.warning(
                    Place.WHOLE,
                    "game",
                    "The game " + config.game() + " is not known here.",
                    Nearest.to(config.game(), profiles.keySet())
                            .map(near -> "Did you mean " + near + "?")
                            .orElse("Put its plugin into plugins/, or describe it in games/" + config.game()
                                    + ".yaml."));
        }
    }
}
