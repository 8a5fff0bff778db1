// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.discord;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/** Gathers requests that come shortly after each other: due when none came for a while, or when one waits too long. */
final class Burst {
    static final Duration QUIET = Duration.ofSeconds(2);
    static final Duration LONGEST = Duration.ofSeconds(10);

    private final Clock clock;
    private Instant first;
    private Instant last;

    Burst(Clock clock) {
        this.clock = clock;
    }

    synchronized void add() {
        last = clock.instant();
        first = first == null ? last : first;
    }

    /** Takes all requests if they are due. */
    synchronized boolean take() {
        Instant now = clock.instant();
        if (first == null || now.isBefore(last.plus(QUIET)) && now.isBefore(first.plus(LONGEST))) {
            return false;
        }
        first = null;
        return true;
    }
}
