// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.itests;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** Waits for something to become true, with a deadline that is generous because the machine may be busy. */
final class Until {
    static final Duration GENEROUS = Duration.ofMinutes(5);

    private Until() {}

    /** The first value that is there; fails with what was last seen when the deadline has passed. */
    static <T> T present(String what, Supplier<String> seen, Supplier<Optional<T>> look) throws InterruptedException {
        long end = System.nanoTime() + GENEROUS.toNanos();
        for (; ; ) {
            Optional<T> found = look.get();
            if (found.isPresent()) {
                return found.get();
            }
            if (System.nanoTime() > end) {
                throw new AssertionError(what + " did not happen within " + GENEROUS + "; seen last: " + seen.get());
            }
            new CountDownLatch(1).await(100, TimeUnit.MILLISECONDS);
        }
    }

    static void holds(String what, Supplier<String> seen, Supplier<Boolean> look) throws InterruptedException {
        present(what, seen, () -> look.get() ? Optional.of(true) : Optional.empty());
    }
}
