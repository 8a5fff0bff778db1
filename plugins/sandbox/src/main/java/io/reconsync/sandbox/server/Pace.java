// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.sandbox.server;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Stretches writing, so that a save takes its time as on a loaded machine. One save, one thread. */
final class Pace {
    private static final long GRAIN = TimeUnit.MILLISECONDS.toNanos(2);

    private final double nanosPerByte;
    private final long from = System.nanoTime();
    private long bytes;

    /** {@code whole} for so many bytes; zero: as fast as the disk is. */
    Pace(Duration whole, long expectedBytes) {
        nanosPerByte = (double) whole.toNanos() / Math.max(1, expectedBytes);
    }

    /** Takes account of written bytes and waits if they came too early. */
    void wrote(long count) {
        bytes += count;
        long early = from + (long) (bytes * nanosPerByte) - System.nanoTime();
        if (early > GRAIN) {
            LockSupport.parkNanos(early);
        }
    }
}
