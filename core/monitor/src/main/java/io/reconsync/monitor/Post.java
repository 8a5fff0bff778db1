// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.monitor;

import io.reconsync.api.game.HealthState;
import io.reconsync.api.runtime.Event;
import io.reconsync.api.runtime.EventSink;
import io.reconsync.api.runtime.Severity;
import io.reconsync.contract.monitor.HealthBoard.Health;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** The watching of one server: one change at a time, its consequences carried out, its health readable at any time. */
final class Post {
    private final String id;
    private final Watched watched;
    private final IncidentDesk desk;
    private final Healer healer;
    private final EventSink events;
    private final Clock clock;
    private volatile Health health;
    private Optional<Act.StartAt> planned = Optional.empty();
    private Instant due = Instant.EPOCH;
    private Optional<String> slot = Optional.empty();
    private boolean probing;
    private int process;

    Post(String id, IncidentDesk desk, Healer healer, EventSink events, Clock clock) {
        this.id = id;
        this.desk = desk;
        this.healer = healer;
        this.events = events;
        this.clock = clock;
        this.watched = new Watched(id);
        if (desk.open(cause())) {
            watched.incidentOpen();
        }
        this.health = watched.health();
    }

    private String cause() {
        return "health/" + id;
    }

    Health health() {
        return health;
    }

    /** Whether a round is due now; then it counts as begun. */
    synchronized boolean begin(Instant now, java.time.Duration interval) {
        if (probing || now.isBefore(due)) {
            return false;
        }
        probing = true;
        due = now.plus(interval);
        return true;
    }

    /** A plugin that comes or goes is no matter that waits for the next round. */
    synchronized void slot(Optional<String> missing) {
        if (!missing.equals(slot)) {
            slot = missing;
            hurry();
        }
    }

    /** The next round begins as soon as it can. */
    synchronized void hurry() {
        due = Instant.EPOCH;
    }

    synchronized void end() {
        probing = false;
    }

    /** Starts the server if a planned start is due. */
    synchronized void startIfDue(Instant now) {
        if (planned.isPresent() && !now.isBefore(planned.get().at())) {
            String reason = planned.get().reason();
            planned = Optional.empty();
            watched.starting();
            healer.start(id, reason);
        }
    }

    /** Which process is looked at: changes with each beginning and end of one. */
    synchronized int process() {
        return process;
    }

    /** A process came or went. */
    synchronized void turned(Function<Watched, List<Act>> change) {
        process++;
        happened(change);
    }

    /** A round has ended; what it saw of a process that came or went meanwhile says nothing any more. */
    synchronized void observed(int of, Function<Watched, List<Act>> change) {
        if (of == process) {
            happened(change);
        }
    }

    /** Something happened to the server. */
    synchronized void happened(Function<Watched, List<Act>> change) {
        HealthState before = watched.health().state();
        List<Act> acts = change.apply(watched);
        health = watched.health();
        if (health.state() != before) {
            tell(before);
        }
        acts.forEach(this::act);
    }

    private void act(Act act) {
        if (act instanceof Act.Fire fire) {
            desk.fire(cause(), fire.severity(), Optional.of(id), fire.title(), fire.text());
        } else if (act instanceof Act.Resolve resolve) {
            desk.resolve(cause(), Optional.of(id), resolve.text());
        } else if (act instanceof Act.StartAt start) {
            planned = Optional.of(start);
        } else if (act instanceof Act.ForgetStart) {
            planned = Optional.empty();
        } else if (act instanceof Act.Revive revive) {
            healer.revive(id, revive.reason());
        }
    }

    private void tell(HealthState before) {
        Severity severity = switch (health.state()) {
            case CRASHED, CRASH_LOOP, HUNG -> Severity.CRITICAL;
            case DEGRADED -> Severity.WARNING;
            default -> Severity.INFO;
        };
        String word = health.state().name().toLowerCase(Locale.ROOT).replace('_', '-');
        events.emit(new Event(
                clock.instant(),
                "server-" + word,
                severity,
                Optional.of(id),
                health.explanation(),
                Map.of(
                        "state",
                        word,
                        "before",
                        before.name().toLowerCase(Locale.ROOT).replace('_', '-'))));
    }
}
