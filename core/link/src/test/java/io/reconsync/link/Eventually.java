// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.link;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Waits for a condition, with a deadline that is generous because the machine may be busy. */
public final class Eventually {
    private static final long LIMIT = TimeUnit.SECONDS.toNanos(60);

    private Eventually() {}

    /** Until it holds; fails with what was last seen. */
    public static void holds(Supplier<String> seen, BooleanSupplier condition) {
        long end = System.nanoTime() + LIMIT;
        CountDownLatch never = new CountDownLatch(1);
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - end > 0) {
                throw new AssertionError("after a minute still: " + seen.get());
            }
            try {
                never.await(10, TimeUnit.MILLISECONDS);
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        }
    }
}
