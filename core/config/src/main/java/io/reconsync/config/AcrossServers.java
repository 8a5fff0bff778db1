// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.config;

import io.reconsync.config.schema.Nearest;
import io.reconsync.config.yaml.Place;
import io.reconsync.config.yaml.Problems;
import io.reconsync.contract.config.Configuration.ProfileEntry;
import io.reconsync.contract.config.ServerConfig;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What one file alone cannot show. */
record AcrossServers(Loaded before, Map<String, ProfileEntry> profiles) {
    void check(Map<String, ServerConfig> servers, Map<String, Problems> byFile) {
        ids(servers, byFile);
        folders(servers, byFile);
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

    private static void folders(Map<String, ServerConfig> servers, Map<String, Problems> byFile) {
        Map<String, String> seen = new HashMap<>();
        servers.forEach((shown, config) -> {
            String folder = config.install() + "|" + config.backup().path().orElse("");
            String other = seen.putIfAbsent(folder, shown);
            if (other != null) {
                byFile.get(shown)
                        .warning(
                                Place.WHOLE,
                                "install",
                                "The folder " + config.install() + " is the world of " + other + " too.",
                                "Give each server a folder, or a backup.path, of its own; a restore of one would"
                                        + " overwrite the other.");
            }
        });
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
