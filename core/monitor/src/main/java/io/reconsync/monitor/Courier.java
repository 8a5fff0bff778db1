// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.monitor;

import io.reconsync.api.Deadline;
import io.reconsync.api.ErrorOwner;
import io.reconsync.api.ReconException;
import io.reconsync.api.Settings;
import io.reconsync.api.alert.Change;
import io.reconsync.api.alert.Delivery;
import io.reconsync.api.alert.Incident;
import io.reconsync.api.alert.Notifier;
import io.reconsync.contract.host.Guarded;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes deliveries out of the outbox to the notifiers. Used by one thread. */
final class Courier {
    private static final Logger LOG = LoggerFactory.getLogger(Courier.class);
    private static final Duration LIMIT = Duration.ofSeconds(15);
    private static final Duration ASK = Duration.ofSeconds(5);
    private static final Duration ABSENT = Duration.ofSeconds(30);

    /** Errors of the boundary to a plugin: another version of it may do better. */
    private static final Set<String> BOUNDARY =
            Set.of("plugin-gone", "plugin-failed", "plugin-hung", "deadline-passed");

    private final Outbox outbox;
    private final Clock clock;
    private final Supplier<Map<String, Settings>> routes;
    private final Supplier<List<Guarded<Notifier>>> notifiers;

    Courier(
            Outbox outbox,
            Clock clock,
            Supplier<Map<String, Settings>> routes,
            Supplier<List<Guarded<Notifier>>> notifiers) {
        this.outbox = outbox;
        this.clock = clock;
        this.routes = routes;
        this.notifiers = notifiers;
    }

    /** Delivers all that is due. */
    void round() {
        Optional<Outbox.Due> due = outbox.next(clock.instant());
        while (due.isPresent() && !Thread.currentThread().isInterrupted()) {
            deliver(due.get());
            due = outbox.next(clock.instant());
        }
    }

    private void deliver(Outbox.Due due) {
        Settings route = routes.get().get(due.route());
        if (route == null) {
            LOG.info("The route {} is no longer configured; a message for it is dropped.", due.route());
            outbox.giveUp(due);
            return;
        }
        try {
            Delivery delivery = send(due.incident(), due.change(), route);
            outbox.arrived(due, delivery.reference());
        } catch (ReconException e) {
            failed(due, e);
        }
    }

    private void failed(Outbox.Due due, ReconException e) {
        Instant now = clock.instant();
        boolean temporary = e.retryAfter().isPresent() || BOUNDARY.contains(e.code());
        Optional<Duration> atLeast = e.retryAfter();
        if (temporary && outbox.later(due, now, atLeast)) {
            LOG.debug("The route {} will be tried again: {}", due.route(), e.sentence());
            return;
        }
        outbox.giveUp(due);
        LOG.warn(
                "'{}' did not reach anybody through the route {}: {}",
                due.incident().title(),
                due.route(),
                e.sentence());
    }

    /** Hands one change to the notifier of a route. */
    Delivery send(Incident incident, Change change, Settings route) {
        String type = route.required("type");
        Deadline deadline = Deadline.after(LIMIT);
        ReconException broken = null;
        for (Guarded<Notifier> notifier : notifiers.get()) {
            boolean fits = false;
            try {
                fits = type.equals(notifier.call("asking for a notifier's type", Deadline.after(ASK), Notifier::type));
            } catch (ReconException e) {
                // A plugin that fails to say what it offers must not keep the others from telling people.
                broken = broken == null ? e : broken;
            }
            if (fits) {
                return notifier.call(
                        "delivering '" + incident.title() + "'",
                        deadline,
                        each -> each.deliver(incident, change, route, deadline));
            }
        }
        if (broken != null) {
            throw broken;
        }
        throw new ReconException(
                "notifier-missing",
                ErrorOwner.USER,
                "There is no notifier of type " + type + " for the route at " + route.place() + ".",
                "Put the plugin that brings it into plugins/, or correct type.",
                ABSENT,
                null);
    }
}
