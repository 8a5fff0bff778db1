// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.link.agent;

import io.reconsync.api.runtime.Event;
import io.reconsync.api.runtime.Severity;
import io.reconsync.contract.servers.Servers;
import io.reconsync.link.frame.Frame;
import io.reconsync.link.session.Said;
import java.util.LinkedHashMap;
import java.util.Map;

/** Puts this agent's events into the outbox for the bot. Called by one thread. */
final class EventFeed {
    private static final long MOST_WAITING = 20_000;

    private final Own own;
    private final Servers servers;
    private final Ceiling ceiling;
    private long dropped;

    EventFeed(Own own, Servers servers, Ceiling ceiling) {
        this.own = own;
        this.servers = servers;
        this.ceiling = ceiling;
    }

    void event(Event event) {
        boolean ours = event.server()
                .filter(id -> ceiling.allows(id) && servers.find(id).isPresent())
                .isPresent();
        if (!own.book().enrolled()
                || !ours && event.severity() == Severity.INFO
                || !ours && event.server().isPresent()) {
            return;
        }
        // When the bot is away for very long, what nobody has to act on goes first, and the bot is told how much.
        if (event.severity() == Severity.INFO && own.streams().waiting(Runs.BOT) > MOST_WAITING) {
            dropped++;
            return;
        }
        Map<String, String> values = new LinkedHashMap<>();
        event.values().entrySet().stream()
                .limit(40)
                .forEach(entry -> values.put(Said.cut(entry.getKey(), 100), Said.cut(entry.getValue(), 2000)));
        if (dropped > 0) {
            values.put("events_left_out_before", String.valueOf(dropped));
            dropped = 0;
        }
        Frame frame = Frame.of(
                "event",
                "at",
                event.at().toEpochMilli(),
                "kind",
                event.kind(),
                "severity",
                Said.lower(event.severity()),
                "server",
                event.server().orElse(null),
                "text",
                Said.cut(event.text(), 4000),
                "values",
                values);
        own.book().appendForBot(own.streams(), frame, event.kind());
    }
}
