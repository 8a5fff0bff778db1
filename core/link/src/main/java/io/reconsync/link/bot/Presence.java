// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.link.bot;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** Which agents have a session now. Thread-safe. */
final class Presence {
    private final Clock clock;
    private final Instant since;
    private final Map<String, AgentSession> sessions = new ConcurrentHashMap<>();
    private final Map<String, Instant> left = new ConcurrentHashMap<>();
    private final Map<String, String> reasons = new ConcurrentHashMap<>();
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();

    Presence(Clock clock) {
        this.clock = clock;
        this.since = clock.instant();
    }

    Optional<AgentSession> of(String agent) {
        return Optional.ofNullable(sessions.get(agent));
    }

    List<AgentSession> all() {
        return List.copyOf(sessions.values());
    }

    /** A newer session ends an older one of the same agent. */
    void came(String agent, AgentSession session) {
        AgentSession older = sessions.put(agent, session);
        if (older != null) {
            older.close("A newer session of this agent took its place.");
        }
        reasons.remove(agent);
        changed();
    }

    /** True when it was the one that counted. */
    boolean went(String agent, AgentSession session, String why) {
        boolean counted = sessions.remove(agent, session);
        if (counted) {
            left.put(agent, clock.instant());
            reasons.put(agent, why);
            changed();
        }
        return counted;
    }

    /** When it went, as far as this process knows; when this process began, else. */
    Instant left(String agent) {
        return left.getOrDefault(agent, since);
    }

    /** Why it went; empty when this process has not seen it. */
    Optional<String> reason(String agent) {
        return Optional.ofNullable(reasons.get(agent));
    }

    /** Says that something about agents changed. */
    void changed() {
        listeners.forEach(Runnable::run);
    }

    AutoCloseable onChange(Runnable listener) {
        listeners.add(listener);
        return () -> listeners.remove(listener);
    }
}
