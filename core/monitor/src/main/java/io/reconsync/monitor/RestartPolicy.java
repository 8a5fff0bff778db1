// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.monitor;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/**
 * When a server is started again: after 10 s, 30 s, 2 min, 5 min, at most so often in a window; a run of 30 minutes
 * makes it begin anew. Not thread-safe.
 */
final class RestartPolicy {
    private static final List<Duration> WAITS =
            List.of(Duration.ofSeconds(10), Duration.ofSeconds(30), Duration.ofMinutes(2), Duration.ofMinutes(5));
    private static final Duration GOOD_RUN = Duration.ofMinutes(30);

    private final Deque<Instant> restarts = new ArrayDeque<>();
    private int step;
    private boolean gaveUp;

    /** What is to be done. */
    sealed interface Decision {
        /** Start again at this moment; the how-manieth within the window. */
        record Again(Instant at, int attempt) implements Decision {}

        /** No further start. */
        record GiveUp(int restarts) implements Decision {}
    }

    /** The server ended at {@code now} after a run of {@code ran}. */
    Decision ended(Instant now, Duration ran, int max, Duration within) {
        if (ran.compareTo(GOOD_RUN) >= 0) {
            reset();
        }
        while (!restarts.isEmpty() && restarts.peekFirst().isBefore(now.minus(within))) {
            restarts.removeFirst();
        }
        if (restarts.size() >= max) {
            gaveUp = true;
            return new Decision.GiveUp(restarts.size());
        }
        Instant at = now.plus(WAITS.get(Math.min(step, WAITS.size() - 1)));
        step++;
        restarts.addLast(at);
        return new Decision.Again(at, restarts.size());
    }

    boolean gaveUp() {
        return gaveUp;
    }

    /** Somebody started it by hand, or it ran long enough. */
    void reset() {
        restarts.clear();
        step = 0;
        gaveUp = false;
    }
}
