// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.protocol.webrcon;

import io.reconsync.protocol.net.ConsoleOptions;
import io.reconsync.protocol.net.KeepAlive;
import java.time.Duration;
import java.util.Map;
import java.util.Set;

/** The keys of {@code console:} that {@link WebRcon} knows. */
record WebRconOptions(ConsoleOptions all, Duration quiet, String probe) {
    private static final String QUIET = "quiet_ms";
    private static final String PROBE = "probe";

    static WebRconOptions of(Map<String, String> options) {
        ConsoleOptions all =
                ConsoleOptions.of("webrcon", options, Set.of(QUIET, PROBE, KeepAlive.COMMAND, KeepAlive.SECONDS));
        return new WebRconOptions(
                all, all.millis(QUIET, 2_000, 10, 60_000), all.text(PROBE).orElse("serverinfo"));
    }
}
