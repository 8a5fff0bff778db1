// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.link.bot;

import io.reconsync.api.runtime.Event;
import io.reconsync.api.runtime.Severity;
import io.reconsync.contract.events.Events;
import io.reconsync.contract.jobs.JobRequest;
import io.reconsync.contract.jobs.Jobs;
import io.reconsync.link.frame.Frames;
import io.reconsync.link.store.Streams;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** What all sessions of a bot share. */
record Desk(
        String id,
        String version,
        Duration beat,
        Frames frames,
        Streams streams,
        Roster roster,
        FleetState state,
        Presence presence,
        OrderBoard board,
        Jobs jobs,
        Events events,
        Clock clock) {
    private static final Duration FOLLOW = Duration.ofDays(2);

    /** Sees to it that a job of ours follows an order; gives its id. */
    String follow(Order order, String agentName) {
        JobRequest request = new JobRequest(
                AgentJob.KIND,
                Optional.of(order.server()).filter(server -> !server.isEmpty()),
                Map.of(AgentJob.ORDER, order.id(), AgentJob.AGENT, agentName, AgentJob.COMMAND, order.command()),
                order.actor(),
                FOLLOW,
                true,
                Optional.of("order " + order.id()));
        String job = jobs.submit(request).id();
        board.followed(order.id(), job);
        return job;
    }

    void report(String kind, Severity severity, AgentRow agent, String text) {
        events.emit(new Event(
                clock.instant(),
                kind,
                severity,
                Optional.empty(),
                text,
                Map.of("agent", agent.name(), "agent_id", agent.id())));
    }
}
