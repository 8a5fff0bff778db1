// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.discord;

import io.reconsync.contract.runtime.Instance;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/** How long a command stays in Discord that nobody offers: an update takes it away and brings it back. */
record Keeping(Clock clock, Instance instance) {
    private static final Duration UPDATE = Duration.ofSeconds(60);
    /** After a start plugins and agents come one by one. */
    private static final Duration START = Duration.ofMinutes(10);

    Duration time() {
        Instant started = instance.started();
        return clock.instant().isBefore(started.plus(START)) ? START : UPDATE;
    }
}
