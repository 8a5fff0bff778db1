// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.link.agent;

import io.reconsync.contract.backup.Snapshots;
import io.reconsync.contract.commands.Commands;
import io.reconsync.contract.host.Plugins;
import io.reconsync.contract.monitor.HealthBoard;
import io.reconsync.contract.servers.Server;
import io.reconsync.contract.servers.Servers;
import io.reconsync.link.frame.Body;
import io.reconsync.link.frame.Frames;
import io.reconsync.link.session.Said;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What an agent tells about itself: servers, commands of its plugins, lists to complete from. Thread-safe. */
final class Announcer {
    private static final int MOST_FACTS = 200;
    private static final int LONGEST_FACT = 100;

    private final Servers servers;
    private final HealthBoard board;
    private final Snapshots snapshots;
    private final Commands commands;
    private final Plugins plugins;
    private final Frames frames;
    private final Ceiling ceiling;

    Announcer(
            Servers servers,
            HealthBoard board,
            Snapshots snapshots,
            Commands commands,
            Plugins plugins,
            Frames frames,
            Ceiling ceiling) {
        this.servers = servers;
        this.board = board;
        this.snapshots = snapshots;
        this.commands = commands;
        this.plugins = plugins;
        this.frames = frames;
        this.ceiling = ceiling;
    }

    /** All of it. */
    Map<String, Object> all() {
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("servers", servers());
        all.put("commands", commands());
        all.put("facts", facts());
        return all;
    }

    private List<Object> servers() {
        List<Object> list = new ArrayList<>();
        for (Server server : servers.all()) {
            if (!ceiling.allows(server.id())) {
                continue;
            }
            HealthBoard.Health health = board.of(server.id());
            Optional<String> players = Optional.ofNullable(health.findings().get("query"))
                    .map(finding -> finding.evidence().get("players"));
            list.add(Body.of(
                            "id", server.id(),
                            "game", Said.cut(server.game(), 100),
                            "state", Said.lower(health.state()),
                            "explanation", Said.cut(health.explanation(), 500),
                            "players", players.map(text -> Said.cut(text, 100)).orElse(null),
                            "last_backup",
                                    snapshots
                                            .lastGood(server.id())
                                            .map(at -> at.toEpochMilli())
                                            .orElse(null))
                    .values());
        }
        return list;
    }

    private List<Object> commands() {
        Map<String, String> versions = new LinkedHashMap<>();
        plugins.list().forEach(plugin -> versions.put(plugin.name(), plugin.version()));
        List<Object> list = new ArrayList<>();
        for (Commands.Entry entry : commands.list()) {
            if (!entry.namespace().isEmpty()) {
                list.add(Body.of(
                                "namespace", entry.namespace(),
                                "plugin", entry.plugin(),
                                "version", versions.getOrDefault(entry.plugin(), "0"),
                                "descriptor", frames.of(entry.descriptor()).values())
                        .values());
            }
        }
        return list;
    }

    private Map<String, Object> facts() {
        Map<String, Object> lists = new LinkedHashMap<>();
        commands.facts(Optional.empty())
                .forEach((source, values) -> lists.put(
                        source,
                        values.stream()
                                .filter(value -> value.length() <= LONGEST_FACT)
                                .filter(value -> !source.equals("servers") || ceiling.allows(value))
                                .limit(MOST_FACTS)
                                .toList()));
        return lists;
    }
}
