// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.link.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ThrottleTest {
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
    private final Throttle throttle = new Throttle(timer, () -> 0, 100);

    @AfterEach
    void end() {
        timer.shutdownNow();
    }

    @Test
    void aBurstPassesAndThenItIsSoManyInASecond() {
        for (int i = 0; i < 300; i++) {
            assertEquals(Duration.ZERO, throttle.pause(0));
        }
        assertEquals(Duration.ofMillis(10), throttle.pause(0));
        assertEquals(Duration.ofMillis(20), throttle.pause(0));
        assertEquals(Duration.ZERO, throttle.pause(TimeUnit.SECONDS.toNanos(1)));
    }

    @Test
    void restDoesNotSaveUpForMoreThanOneBurst() {
        throttle.pause(TimeUnit.DAYS.toNanos(30));
        int passed = 1;
        while (throttle.pause(TimeUnit.DAYS.toNanos(30)).isZero()) {
            passed++;
        }
        assertTrue(passed <= 300, () -> "a month of rest is worth too much");
    }
}
