// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.link.session;

import java.time.Duration;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Lets so many frames through in a second and makes the sender wait for the rest: nothing is read from it meanwhile. One
 * per connection; used by one thread at a time.
 */
public final class Throttle {
    private static final long NANOS = TimeUnit.SECONDS.toNanos(1);

    private final ScheduledExecutorService timer;
    private final LongSupplier nanos;
    private final int perSecond;
    private double left;
    private long at;

    /** {@code perSecond} frames in the long run, three times as many at once. */
    public Throttle(ScheduledExecutorService timer, LongSupplier nanos, int perSecond) {
        this.timer = timer;
        this.nanos = nanos;
        this.perSecond = perSecond;
        this.left = 3.0 * perSecond;
        this.at = nanos.getAsLong();
    }

    /** Asks for the next frame, now or when it is its time. */
    void then(Runnable next) {
        Duration wait = pause(nanos.getAsLong());
        if (wait.isZero()) {
            next.run();
            return;
        }
        try {
            timer.schedule(next, wait.toMillis(), TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException e) {
            // The room ends, and its channels with it.
            left = 0;
        }
    }

    /** For how long to read nothing after a frame at this moment. */
    Duration pause(long now) {
        left = Math.min(3.0 * perSecond, left + (now - at) * (double) perSecond / NANOS) - 1;
        at = now;
        return left >= 0 ? Duration.ZERO : Duration.ofMillis(Math.max(1, (long) (-left * 1000 / perSecond)));
    }
}
