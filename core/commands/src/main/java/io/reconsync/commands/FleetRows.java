// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.commands;

import io.reconsync.contract.commands.Scope;
import io.reconsync.contract.fleet.Agent;
import io.reconsync.contract.fleet.Fleet;
import io.reconsync.contract.fleet.FleetServer;
import io.reconsync.contract.values.DurationText;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Agents and their servers in {@code status}. */
final class FleetRows {
    private FleetRows() {}

    /** Adds them; false when something about them is not as it should be. */
    static boolean add(Optional<Fleet> fleet, Scope scope, Answer answer, List<List<String>> rows, List<Object> data) {
        boolean fine = true;
        for (FleetServer server : fleet.map(Fleet::servers).orElse(List.of())) {
            if (!scope.contains(server.id())) {
                continue;
            }
            rows.add(List.of(
                    server.id(),
                    server.game(),
                    Shown.name(server.state()),
                    server.players().orElse("-"),
                    server.lastBackup().map(FleetRows::ago).orElse("never"),
                    Shown.oneLine(server.explanation())));
            Map<String, Object> row = new LinkedHashMap<>();
            row.put("id", server.id());
            row.put("game", server.game());
            row.put("state", Shown.name(server.state()));
            row.put("explanation", server.explanation());
            row.put("players", server.players().orElse(null));
            row.put("last_backup", Shown.machine(server.lastBackup()));
            row.put("agent", server.agent());
            data.add(row);
            fine &= switch (server.state()) {
                case CRASHED, CRASH_LOOP, HUNG -> false;
                default -> server.online();
            };
        }
        for (Agent agent :
                fleet.filter(all -> scope.isEverything()).map(Fleet::agents).orElse(List.of())) {
            if (agent.state() == Agent.State.OFFLINE || agent.state() == Agent.State.SUSPECT) {
                answer.text("agent " + agent.name() + " is " + Shown.name(agent.state()) + ": " + agent.explanation());
                fine = false;
            }
        }
        return fine;
    }

    private static String ago(Instant at) {
        return DurationText.format(Duration.ofSeconds(
                        Math.max(0, Duration.between(at, Instant.now()).toSeconds())))
                + " ago";
    }
}
