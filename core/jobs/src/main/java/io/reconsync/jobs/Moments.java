// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.jobs;

import io.reconsync.contract.config.ServerConfig;
import io.reconsync.contract.values.Cron;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;

/**
 * When a schedule is due. All in moments of universal time, so a repeated or missing local hour is the expression's
 * matter alone. Immutable.
 *
 * @param cron the expression
 * @param zone in which it counts
 * @param jitter by how much a moment may be put off
 * @param runOnce whether one run makes up for those missed
 */
record Moments(Cron cron, ZoneId zone, Duration jitter, boolean runOnce) {
    private static final int MOST_COUNTED = 1000;

    static Moments of(ServerConfig.Schedule schedule) {
        return new Moments(
                Cron.parse(schedule.expression()),
                schedule.zone(),
                schedule.jitter(),
                schedule.missed().equals("run-once"));
    }

    /** What tells this schedule from another one of the same name. */
    String key() {
        return cron + " " + zone;
    }

    Optional<Instant> after(Instant moment) {
        return cron.next(moment, zone);
    }

    /** The moments after {@code from} up to {@code now}. */
    Due due(Instant from, Instant now) {
        int count = 0;
        Instant last = from;
        Optional<Instant> next = after(from);
        while (next.isPresent() && !next.get().isAfter(now) && count < MOST_COUNTED) {
            last = next.get();
            count++;
            next = after(last);
        }
        return new Due(count, count == MOST_COUNTED ? now : last);
    }

    /** How many moments have come, and the last of them. */
    record Due(int count, Instant last) {}
}
