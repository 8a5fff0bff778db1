// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class DeadlineTest {
    private final AtomicLong ticks = new AtomicLong(1_000);

    private Deadline after(Duration time) {
        return Deadline.after(time, ticks::get);
    }

    @Test
    void endsExactlyThen() {
        Deadline deadline = after(Duration.ofNanos(10));
        ticks.addAndGet(9);
        assertFalse(deadline.expired());
        assertEquals(Duration.ofNanos(1), deadline.remaining());
        ticks.incrementAndGet();
        assertTrue(deadline.expired());
        assertEquals(Duration.ZERO, deadline.remaining());
    }

    @Test
    void theTickerMayWrapAround() {
        ticks.set(Long.MAX_VALUE - 3);
        Deadline deadline = after(Duration.ofNanos(10));
        assertEquals(Duration.ofNanos(10), deadline.remaining());
        ticks.addAndGet(9);
        assertFalse(deadline.expired());
        ticks.incrementAndGet();
        assertTrue(deadline.expired());
    }

    @Test
    void negativeTimesAreOverAndHugeOnesAreCut() {
        assertTrue(after(Duration.ofSeconds(-1)).expired());
        assertTrue(after(Duration.ofSeconds(Long.MIN_VALUE)).expired());
        assertTrue(after(Duration.ZERO).expired());
        assertEquals(
                Duration.ofDays(36_500),
                after(Duration.ofSeconds(Long.MAX_VALUE)).remaining());
    }

    @Test
    void millisAreFitForSockets() {
        assertEquals(1, after(Duration.ofNanos(1)).millis("reading"));
        assertEquals(1_500, after(Duration.ofMillis(1_500)).millis("reading"));
        assertEquals(Integer.MAX_VALUE, after(Duration.ofDays(3_650)).millis("reading"));
    }

    @Test
    void aPassedOneSaysWhatWasUnderWay() {
        ReconException error =
                assertThrows(ReconException.class, () -> after(Duration.ZERO).millis("reading the reply"));
        assertEquals("deadline-passed", error.code());
        assertEquals("The time allowed for reading the reply is over.", error.getMessage());
        assertTrue(error.retryAfter().isPresent());
    }

    @Test
    void theEarlierOneCounts() {
        Deadline deadline = after(Duration.ofSeconds(5));
        assertSame(deadline, deadline.atMost(Duration.ofSeconds(6)));
        assertEquals(
                Duration.ofSeconds(4), deadline.atMost(Duration.ofSeconds(4)).remaining());
        assertTrue(deadline.atMost(Duration.ofSeconds(-4)).expired());
    }
}
