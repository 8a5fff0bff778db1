// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.link.agent;

import java.time.Duration;
import java.util.random.RandomGenerator;

/** How long to wait before the next attempt: longer each time, up to a minute, and never two agents alike. */
final class Backoff {
    private static final Duration FIRST = Duration.ofSeconds(1);
    private static final Duration LONGEST = Duration.ofSeconds(60);
    private static final Duration LEAST = Duration.ofMillis(200);

    private final RandomGenerator random;
    private int failed;

    Backoff(RandomGenerator random) {
        this.random = random;
    }

    /** A session lasted: the next failure counts as the first. */
    void reset() {
        failed = 0;
    }

    /** Any time up to a limit that doubles. */
    Duration next() {
        long limit = Math.min(LONGEST.toMillis(), FIRST.toMillis() << Math.min(failed, 10));
        failed++;
        return Duration.ofMillis(LEAST.toMillis() + random.nextLong(limit));
    }

    /** What the bot asked for, and up to half as much again. */
    Duration atLeast(Duration asked) {
        failed++;
        return asked.plusMillis(random.nextLong(asked.toMillis() / 2 + 1));
    }
}
