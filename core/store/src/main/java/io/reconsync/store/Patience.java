// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.store;

/**
 * Waiting that an interrupt does not cut short: a cancelled job still has to write down how it ended. The interrupt is
 * kept for the caller.
 */
final class Patience {
    private Patience() {}

    /** An attempt that waits at most some nanoseconds; null when in vain. */
    @FunctionalInterface
    interface Attempt<T> {
        T within(long nanos) throws InterruptedException;
    }

    static <T> T await(long nanos, Attempt<T> attempt) {
        long end = System.nanoTime() + nanos;
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    return attempt.within(Math.max(0, end - System.nanoTime()));
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
