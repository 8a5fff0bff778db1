// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.protocol.line;

import io.reconsync.protocol.log.LinePattern;
import io.reconsync.protocol.net.ConsoleOptions;
import io.reconsync.protocol.net.KeepAlive;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The keys of {@code console:} that {@link LineConsole} knows. */
record LineOptions(
        ConsoleOptions all,
        LinePattern passwordPrompt,
        Optional<LinePattern> ok,
        LinePattern fail,
        Optional<LinePattern> terminator,
        Optional<String> sentinel,
        String sentinelReply,
        Optional<LinePattern> logLine,
        Duration idle,
        String lineEnd) {
    static final String NONCE = "%{nonce}";

    private static final String ANY_PROMPT = "(?i)password[^:]*:\\s*$";
    private static final String ANY_REFUSAL = "(?i)password incorrect|incorrect password|too many failed|access denied";

    static LineOptions of(Map<String, String> options) {
        ConsoleOptions all = ConsoleOptions.of(
                "line",
                options,
                Set.of(
                        "password_prompt",
                        "ok",
                        "fail",
                        "terminator",
                        "sentinel",
                        "sentinel_reply",
                        "log_line",
                        "idle_ms",
                        "line_end",
                        KeepAlive.COMMAND,
                        KeepAlive.SECONDS));
        return new LineOptions(
                all,
                pattern(all, "password_prompt").orElseGet(() -> LinePattern.compile("console.line", ANY_PROMPT)),
                pattern(all, "ok"),
                pattern(all, "fail").orElseGet(() -> LinePattern.compile("console.line", ANY_REFUSAL)),
                pattern(all, "terminator"),
                all.text("sentinel"),
                all.text("sentinel_reply").or(() -> all.text("sentinel")).orElse(NONCE),
                pattern(all, "log_line"),
                all.millis("idle_ms", 1_000, 10, 60_000),
                all.oneOf("line_end", List.of("crlf", "lf")).equals("crlf") ? "\r\n" : "\n");
    }

    private static Optional<LinePattern> pattern(ConsoleOptions all, String key) {
        return all.text(key).map(text -> LinePattern.compile("console." + key, text));
    }
}
