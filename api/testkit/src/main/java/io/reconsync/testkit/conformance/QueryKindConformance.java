// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.testkit.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.reconsync.api.Deadline;
import io.reconsync.api.ReconException;
import io.reconsync.api.game.Endpoint;
import io.reconsync.api.game.QueryKind;
import io.reconsync.api.game.QueryResult;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * What every query has to do. Its test extends this and starts a server that answers:
 *
 * <pre>{@code
 * class FooQueryTest extends QueryKindConformance {
 *     private final FooPeer peer = new FooPeer();
 *
 *     protected QueryKind kind() { return new FooQuery(); }
 *
 *     protected Endpoint answering() { return peer.endpoint(); }
 * }
 * }</pre>
 */
public abstract class QueryKindConformance {
    private static final Duration SHORT = Duration.ofMillis(600);
    private static final Duration LIMIT = Duration.ofSeconds(10);

    /** A fresh query. */
    protected abstract QueryKind kind();

    /** Where a server answers well, for as long as the test runs. */
    protected abstract Endpoint answering();

    private ReconException fails(Endpoint at, String... codes) throws Exception {
        return Within.time(LIMIT, () -> {
            ReconException error = Within.refused(() -> kind().query(at, Deadline.after(SHORT)));
            assertTrue(
                    List.of(codes).contains(error.code()),
                    () -> "expected one of " + List.of(codes) + ", got " + error.code() + ": " + error.getMessage());
            return error;
        });
    }

    @Test
    void hasAConstantLowerCaseName() {
        assertTrue(kind().kind().matches("[a-z0-9][a-z0-9-]{0,31}"), () -> "'" + kind().kind() + "' is no kind");
        assertEquals(kind().kind(), kind().kind());
    }

    @Test
    void answers() throws Exception {
        QueryResult result = Within.time(LIMIT, () -> kind().query(answering(), Deadline.after(LIMIT)));
        assertNotNull(result.name());
        assertNotNull(result.map());
        assertTrue(result.players() >= 0 && result.maxPlayers() >= 0, "nobody is less than nobody");
        assertFalse(result.roundTrip().isNegative());
    }

    @Test
    void saysThatAClosedPortIsClosed() throws Exception {
        fails(RudePeer.closed(), "query-refused", "query-timeout");
    }

    @Test
    void givesUpOnSilenceInTime() throws Exception {
        try (RudePeer peer = RudePeer.silent()) {
            assertTrue(fails(peer.endpoint(), "query-timeout").retryAfter().isPresent(), "silence may pass");
        }
    }

    @Test
    void refusesNoise() throws Exception {
        try (RudePeer peer = RudePeer.noisy()) {
            fails(peer.endpoint(), "query-malformed", "query-timeout");
        }
    }

    @Test
    void anExpiredDeadlineIsNotTried() throws Exception {
        Within.time(LIMIT, () -> Within.refused(() -> kind().query(answering(), Deadline.after(Duration.ZERO))));
    }

    @Test
    void comesBackWhenInterrupted() throws Exception {
        try (RudePeer peer = RudePeer.silent()) {
            Within.interrupted(
                    Duration.ofMillis(200),
                    Duration.ofSeconds(6),
                    () -> kind().query(peer.endpoint(), Deadline.after(Duration.ofSeconds(5))));
        }
    }

    @Test
    void worksFromSeveralThreads() throws Exception {
        QueryKind kind = kind();
        Within.together(4, LIMIT, index -> {
            for (int i = 0; i < 5; i++) {
                assertNotNull(kind.query(answering(), Deadline.after(LIMIT)));
            }
        });
    }
}
