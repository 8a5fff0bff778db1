// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.link.bot;

import io.reconsync.api.game.HealthState;
import io.reconsync.contract.fleet.Agent;
import io.reconsync.contract.fleet.FleetServer;
import io.reconsync.contract.values.DurationText;
import io.reconsync.link.frame.Body;
import io.reconsync.link.session.Said;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Agents and their servers as they are at the moment of asking. Thread-safe. */
final class FleetView {
    private final Desk desk;

    FleetView(Desk desk) {
        this.desk = desk;
    }

    List<Agent> agents() {
        return desk.roster().all().stream().map(this::agent).toList();
    }

    Agent agent(AgentRow row) {
        Optional<AgentSession> session = desk.presence().of(row.id());
        Optional<Instant> seen = session.map(AgentSession::seen)
                .or(() -> row.lastSeen() == 0 ? Optional.empty() : Optional.of(Instant.ofEpochMilli(row.lastSeen())));
        Agent.State state = row.revoked() > 0
                ? Agent.State.REVOKED
                : session.map(AgentSession::state)
                        .orElse(row.lastSeen() == 0 ? Agent.State.NEVER_SEEN : Agent.State.OFFLINE);
        return new Agent(
                row.id(),
                row.name(),
                row.guild(),
                state,
                explanation(row, state, session, seen),
                seen,
                row.version(),
                desk.state().serversOf(row.id()));
    }

    private String explanation(
            AgentRow row, Agent.State state, Optional<AgentSession> session, Optional<Instant> seen) {
        String silent = seen.map(at -> "last heard " + ago(at) + " ago").orElse("never heard");
        return switch (state) {
            case ONLINE -> {
                Map<String, String> refused = session.map(AgentSession::refused).orElse(Map.of());
                yield refused.isEmpty()
                        ? "Connected from " + session.map(AgentSession::remote).orElse("somewhere") + "."
                        : "Connected; refused: " + String.join(", ", refused.keySet()) + ". "
                                + refused.values().iterator().next();
            }
            case SUSPECT -> "Connected, but " + silent + ".";
            case REVOKED -> "Shut out.";
            case NEVER_SEEN -> "Enrolled, has not connected yet.";
            case OFFLINE ->
                desk.presence()
                        .reason(row.id())
                        .map(why -> "Not connected, " + silent + ". " + why)
                        .orElse("Not connected since this bot started, " + silent + ".");
        };
    }

    private String ago(Instant at) {
        return DurationText.format(Duration.ofSeconds(
                Math.max(0, Duration.between(at, desk.clock().instant()).toSeconds())));
    }

    List<FleetServer> servers() {
        Map<String, Agent> agents = new HashMap<>();
        desk.roster().all().forEach(row -> agents.put(row.id(), agent(row)));
        return desk.state().servers().stream()
                .filter(server -> agents.containsKey(server.agent())
                        && agents.get(server.agent()).state() != Agent.State.REVOKED)
                .map(server -> server(server, agents.get(server.agent())))
                .sorted(Comparator.comparing(FleetServer::id))
                .toList();
    }

    private FleetServer server(FleetState.Reported reported, Agent agent) {
        Body said = reported.state();
        boolean online = agent.state() == Agent.State.ONLINE || agent.state() == Agent.State.SUSPECT;
        HealthState state = Said.constant(HealthState.class, said.text("state", 20));
        String explanation = said.text("explanation", 500);
        return new FleetServer(
                reported.id(),
                agent.name(),
                reported.guild(),
                said.text("game", 100),
                online ? state : HealthState.UNKNOWN,
                online
                        ? explanation
                        : "Its agent " + agent.name() + " is not connected; it was " + Said.lower(state) + ".",
                said.find("players", 100),
                Said.moment(said, "last_backup"),
                reported.at(),
                online);
    }
}
