// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.simulation;

import java.util.concurrent.locks.LockSupport;

/** The game's time: its waits are divided by the speed. */
public record Pace(double speed) {
    public Pace {
        if (!(speed >= 0.01 && speed <= 1000)) {
            throw new IllegalArgumentException("--speed must lie between 0.01 and 1000, not " + speed);
        }
    }

    /** Game milliseconds as real nanoseconds. */
    public long nanos(long gameMillis) {
        return (long) (gameMillis * 1_000_000.0 / speed);
    }

    /** Waits so many game milliseconds. */
    public void sleep(long gameMillis) throws InterruptedException {
        until(System.nanoTime() + nanos(gameMillis));
    }

    /** Waits until the monotonic clock reads {@code nanoTime}. */
    public static void until(long nanoTime) throws InterruptedException {
        for (long left = nanoTime - System.nanoTime(); left > 0; left = nanoTime - System.nanoTime()) {
            LockSupport.parkNanos(left);
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
        }
    }
}
