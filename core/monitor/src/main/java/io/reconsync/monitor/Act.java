// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.monitor;

import io.reconsync.api.runtime.Severity;
import java.time.Instant;

/** What follows from a change of health; carried out outside of the pure logic. */
sealed interface Act {
    /** An incident begins or has changed. */
    record Fire(Severity severity, String title, String text) implements Act {}

    /** The incident is over. */
    record Resolve(String text) implements Act {}

    /** Start the server at this moment. */
    record StartAt(Instant at, String reason) implements Act {}

    /** A planned start is off. */
    record ForgetStart() implements Act {}

    /** Kill a hung server, copy its files, and start it. */
    record Revive(String reason) implements Act {}
}
