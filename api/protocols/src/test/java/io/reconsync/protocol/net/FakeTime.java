// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.protocol.net;

import io.reconsync.api.Deadline;
import java.time.Duration;

/** A ticker that only moves when somebody waits for bytes that do not come. */
public final class FakeTime {
    private long nanos;

    public Deadline in(Duration time) {
        return Deadline.after(time, () -> nanos);
    }

    public void pass(Duration time) {
        nanos += Math.max(1_000_000, time.toNanos());
    }

    public Duration passed() {
        return Duration.ofNanos(nanos);
    }
}
