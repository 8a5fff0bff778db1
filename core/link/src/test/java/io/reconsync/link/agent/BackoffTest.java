// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.link.agent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class BackoffTest {
    @Test
    void waitsGrowToAMinuteAndStayBelow() {
        Backoff backoff = new Backoff(new Random(1));
        Duration longest = Duration.ZERO;
        for (int i = 0; i < 1000; i++) {
            Duration pause = backoff.next();
            assertTrue(pause.toMillis() >= 200 && pause.toMillis() <= 60_200, pause::toString);
            assertTrue(i > 0 || pause.toMillis() <= 1_200, pause::toString);
            longest = pause.compareTo(longest) > 0 ? pause : longest;
        }
        assertTrue(longest.toSeconds() > 50, longest::toString);
        backoff.reset();
        assertTrue(backoff.next().toMillis() <= 1_200);
    }

    @Test
    void noTwoAgentsComeBackAtTheSameMoment() {
        Set<Duration> pauses = new HashSet<>();
        for (int agent = 0; agent < 100; agent++) {
            Backoff backoff = new Backoff(new Random(agent));
            backoff.next();
            backoff.next();
            pauses.add(backoff.next());
        }
        assertTrue(pauses.size() > 90, pauses::toString);
    }

    @Test
    void whatTheBotAskedForIsTheLeast() {
        Backoff backoff = new Backoff(new Random(1));
        for (int i = 0; i < 100; i++) {
            long pause = backoff.atLeast(Duration.ofSeconds(10)).toMillis();
            assertTrue(pause >= 10_000 && pause <= 15_000, String.valueOf(pause));
        }
        assertEquals(Duration.ZERO, backoff.atLeast(Duration.ZERO));
    }
}
