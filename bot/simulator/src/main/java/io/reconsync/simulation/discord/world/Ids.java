// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.simulation.discord.world;

import java.time.Clock;

/** Snowflakes: milliseconds since 2015 in the upper 42 bits, a count below, so that later ids are greater. */
final class Ids {
    private static final long EPOCH = 1_420_070_400_000L;

    private final Clock clock;
    private long last;

    Ids(Clock clock) {
        this.clock = clock;
    }

    synchronized String next() {
        last = Math.max(last + 1, clock.millis() - EPOCH << 22);
        return Long.toUnsignedString(last);
    }
}
