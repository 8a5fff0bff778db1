// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.protocol.rcon;

import io.reconsync.protocol.net.ConsoleOptions;
import io.reconsync.protocol.net.KeepAlive;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The keys of {@code console:} that {@link SourceRcon} knows. */
record RconOptions(ConsoleOptions all, boolean sentinel, Duration idle, int mostCommandBytes) {
    private static final String REPLY = "reply";
    private static final String IDLE = "idle_ms";
    private static final String MOST_COMMAND_BYTES = "max_command_bytes";

    static RconOptions of(Map<String, String> options) {
        ConsoleOptions all = ConsoleOptions.of(
                "source-rcon", options, Set.of(REPLY, IDLE, MOST_COMMAND_BYTES, KeepAlive.COMMAND, KeepAlive.SECONDS));
        return new RconOptions(
                all,
                all.oneOf(REPLY, List.of("idle", "sentinel")).equals("sentinel"),
                all.millis(IDLE, 300, 10, 10_000),
                all.number(MOST_COMMAND_BYTES, 1446, 16, RconPacket.LARGEST - RconPacket.SMALLEST));
    }
}
