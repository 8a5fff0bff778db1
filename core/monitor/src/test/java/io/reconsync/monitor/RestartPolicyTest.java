// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.monitor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class RestartPolicyTest {
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    private static final Duration SHORT = Duration.ofSeconds(5);
    private static final Duration WINDOW = Duration.ofMinutes(10);

    private final RestartPolicy policy = new RestartPolicy();

    private RestartPolicy.Decision ended(Duration after, Duration ran) {
        return policy.ended(NOON.plus(after), ran, 3, WINDOW);
    }

    private static RestartPolicy.Decision again(Duration at, int attempt) {
        return new RestartPolicy.Decision.Again(NOON.plus(at), attempt);
    }

    @Test
    void itGivesUpAfterTheMostWithinTheWindow() {
        assertEquals(again(Duration.ofSeconds(10), 1), ended(Duration.ZERO, SHORT));
        assertEquals(again(Duration.ofSeconds(50), 2), ended(Duration.ofSeconds(20), SHORT));
        assertEquals(again(Duration.ofSeconds(180), 3), ended(Duration.ofSeconds(60), SHORT));
        assertFalse(policy.gaveUp());
        assertEquals(new RestartPolicy.Decision.GiveUp(3), ended(Duration.ofSeconds(200), SHORT));
        assertTrue(policy.gaveUp());
    }

    @Test
    void whatLiesBeforeTheWindowDoesNotCount() {
        ended(Duration.ZERO, SHORT);
        ended(Duration.ofSeconds(20), SHORT);
        ended(Duration.ofSeconds(60), SHORT);
        assertEquals(again(Duration.ofMinutes(25), 1), ended(Duration.ofMinutes(20), SHORT));
    }

    @Test
    void aLongRunBeginsAnewAndNoRestartsMeanNone() {
        ended(Duration.ZERO, SHORT);
        ended(Duration.ofSeconds(20), SHORT);
        assertEquals(again(Duration.ofSeconds(70), 1), ended(Duration.ofSeconds(60), Duration.ofMinutes(30)));
        assertEquals(new RestartPolicy.Decision.GiveUp(0), new RestartPolicy().ended(NOON, SHORT, 0, WINDOW));
    }
}
