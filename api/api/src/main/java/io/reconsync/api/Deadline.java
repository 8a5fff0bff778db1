// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.api;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * A moment on the monotonic clock by which a call has to be over. Changes of the wall clock do not move it.
 *
 * <pre>{@code
 * Deadline deadline = Deadline.after(Duration.ofSeconds(10));
 * socket.setSoTimeout(deadline.millis("reading the console reply"));
 * }</pre>
 *
 * Immutable and thread-safe.
 */
public final class Deadline {
    private final LongSupplier ticker;
    private final long end;

    private Deadline(LongSupplier ticker, long end) {
        this.ticker = ticker;
        this.end = end;
    }

    /** A deadline {@code time} from now; a negative time is already over. Times over 100 years are cut to that. */
    public static Deadline after(Duration time) {
        return after(time, System::nanoTime);
    }

    /** As {@link #after(Duration)} on a given nanosecond ticker, for tests. */
    public static Deadline after(Duration time, LongSupplier ticker) {
        Duration cut = time.compareTo(Duration.ofDays(36_500)) > 0 ? Duration.ofDays(36_500) : time;
        return new Deadline(ticker, ticker.getAsLong() + (cut.isNegative() ? 0 : cut.toNanos()));
    }

    /** What is left; never negative. */
    public Duration remaining() {
        return Duration.ofNanos(Math.max(0, end - ticker.getAsLong()));
    }

    /** Whether nothing is left. */
    public boolean expired() {
        return end - ticker.getAsLong() <= 0;
    }

    /** The earlier of this deadline and one {@code time} from now. */
    public Deadline atMost(Duration time) {
        Deadline other = after(time, ticker);
        return other.end - end < 0 ? other : this;
    }

    /**
     * What is left in whole milliseconds, at least 1: fit for socket timeouts, where 0 would mean for ever.
     *
     * @throws ReconException code {@code deadline-passed} when nothing is left
     */
    public int millis(String doing) {
        check(doing);
        return (int) Math.min(Integer.MAX_VALUE, Math.max(1, remaining().toMillis()));
    }

    /**
     * @param doing what was under way, for the message: "reading the console reply"
     * @throws ReconException code {@code deadline-passed} when nothing is left
     */
    public void check(String doing) {
        if (expired()) {
            throw new ReconException(
                    "deadline-passed",
                    ErrorOwner.REMOTE,
                    "The time allowed for " + doing + " is over.",
                    "Try again; if it happens every time, the other side is too slow or hangs.",
                    Duration.ofSeconds(5),
                    null);
        }
    }
}
