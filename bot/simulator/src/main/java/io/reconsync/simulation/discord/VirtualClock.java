// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.simulation.discord;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/**
 * Discord's time. It stands still unless somebody advances it or lets it run, so that no rule about seconds depends on how
 * busy the machine is. Safe for use by several threads.
 */
public final class VirtualClock extends Clock {
    private final Clock real;
    private Instant stoodAt;
    private Instant runningSince;

    public VirtualClock(Clock real) {
        this.real = real;
        stoodAt = real.instant();
    }

    /** Never backwards. */
    public synchronized void advance(Duration by) {
        if (by.isNegative()) {
            throw new IllegalArgumentException("time does not go back: " + by);
        }
        stoodAt = stoodAt.plus(by);
    }

    /** Lets the time pass as on the wall, or stops it where it is. */
    public synchronized void run(boolean running) {
        stoodAt = instant();
        runningSince = running ? real.instant() : null;
    }

    public synchronized boolean running() {
        return runningSince != null;
    }

    @Override
    public synchronized Instant instant() {
        return runningSince == null ? stoodAt : stoodAt.plus(Duration.between(runningSince, real.instant()));
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        throw new UnsupportedOperationException("Discord's time is in UTC");
    }
}
