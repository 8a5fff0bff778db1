// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.testkit.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.reconsync.api.Deadline;
import io.reconsync.api.ReconException;
import io.reconsync.api.Settings;
import io.reconsync.api.alert.Change;
import io.reconsync.api.alert.Delivery;
import io.reconsync.api.alert.Incident;
import io.reconsync.api.alert.Notifier;
import io.reconsync.api.game.Endpoint;
import io.reconsync.api.runtime.Severity;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/**
 * What every notifier has to do. Its test extends this and starts a receiver:
 *
 * <pre>{@code
 * class WebhookNotifierTest extends NotifierConformance {
 *     protected Notifier notifier() { return new WebhookNotifier(context); }
 *
 *     protected Settings route(Endpoint receiver) {
 *         return FakeSettings.of(Map.of("url", "http://" + receiver + "/hook/s3cret-token"));
 *     }
 *
 *     protected Endpoint receiver() { return receiver.endpoint(); }
 *
 *     protected int received() { return receiver.count(); }
 * }
 * }</pre>
 */
public abstract class NotifierConformance {
    private static final Duration LIMIT = Duration.ofSeconds(15);
    private static final Duration SHORT = Duration.ofMillis(800);

    /** A fresh notifier. */
    protected abstract Notifier notifier();

    /** A route to a receiver; puts {@code s3cret-token} where the route has its secret. */
    protected abstract Settings route(Endpoint receiver);

    /** A receiver that takes everything. */
    protected abstract Endpoint receiver();

    /** How many messages it has taken, edits included. */
    protected abstract int received();

    private static Incident incident(String title, String text, Optional<String> reference) {
        return new Incident(
                "0190a000-0000-7000-8000-000000000001",
                "crash/ark-1",
                Severity.CRITICAL,
                Optional.of("ark-1"),
                title,
                text,
                Instant.parse("2026-01-01T00:00:00Z"),
                Optional.empty(),
                reference);
    }

    private Delivery deliver(Incident incident, Change change, Endpoint to, Duration limit) {
        return notifier().deliver(incident, change, route(to), Deadline.after(limit));
    }

    private void fails(Endpoint to) throws Exception {
        Within.time(LIMIT, () -> {
            ReconException error = Within.refused(
                    () -> deliver(incident("Down", "It is.", Optional.empty()), Change.FIRED, to, SHORT));
            assertTrue(error.retryAfter().isPresent(), "what did not arrive may arrive later");
            assertFalse(error.sentence().contains("s3cret-token"), "an error shows the route's secret");
            return null;
        });
    }

    @Test
    void hasAConstantLowerCaseName() {
        assertTrue(notifier().type().matches("[a-z0-9][a-z0-9-]{0,31}"));
        assertEquals(notifier().type(), notifier().type());
    }

    @Test
    void deliversEveryChange() throws Exception {
        Optional<String> reference = Optional.empty();
        for (Change change : Change.values()) {
            int before = received();
            Incident incident = incident("ark-1 crashed", "The process ended with 139.", reference);
            Delivery delivery = Within.time(LIMIT, () -> deliver(incident, change, receiver(), LIMIT));
            assertNotNull(delivery, "a delivery needs its proof");
            assertTrue(received() > before, change + " did not arrive");
            reference = delivery.reference().or(() -> incident.reference());
        }
    }

    @Test
    void deliversTextsOfAnyKind() throws Exception {
        for (String line : HostileLines.ALL) {
            Incident incident = incident(line.substring(0, Math.min(120, line.length())), line, Optional.empty());
            int before = received();
            Within.time(LIMIT, () -> deliver(incident, Change.FIRED, receiver(), LIMIT));
            assertTrue(received() > before);
        }
    }

    @Test
    void theSameChangeMayComeTwice() throws Exception {
        Incident incident = incident("Twice", "The first answer was lost.", Optional.empty());
        Within.time(LIMIT, () -> deliver(incident, Change.FIRED, receiver(), LIMIT));
        Within.time(LIMIT, () -> deliver(incident, Change.FIRED, receiver(), LIMIT));
    }

    @Test
    void saysThatNobodyListens() throws Exception {
        fails(RudePeer.closed());
    }

    @Test
    void givesUpOnSilenceInTime() throws Exception {
        try (RudePeer peer = RudePeer.silent()) {
            fails(peer.endpoint());
        }
    }

    @Test
    void doesNotTakeNoiseForADelivery() throws Exception {
        try (RudePeer peer = RudePeer.noisy()) {
            fails(peer.endpoint());
        }
    }

    @Test
    void worksFromSeveralThreads() throws Exception {
        Notifier notifier = notifier();
        int before = received();
        Within.together(
                4,
                LIMIT,
                index -> notifier.deliver(
                        incident("Thread " + index, "All at once.", Optional.empty()),
                        Change.FIRED,
                        route(receiver()),
                        Deadline.after(LIMIT)));
        assertTrue(received() >= before + 4);
    }
}
