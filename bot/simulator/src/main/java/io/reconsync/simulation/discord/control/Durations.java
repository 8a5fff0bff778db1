// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.simulation.discord.control;

import java.time.Duration;
import java.util.Locale;

/** {@code 3s}, {@code 15m}, {@code 2h}, {@code 1d}, {@code 250ms}, or ISO 8601. */
final class Durations {
    private Durations() {}

    static Duration parse(String text) {
        String word = text.strip().toUpperCase(Locale.ROOT);
        if (word.endsWith("MS")) {
            return Duration.ofMillis(Long.parseLong(word.substring(0, word.length() - 2)));
        }
        if (word.startsWith("P")) {
            return Duration.parse(word);
        }
        return Duration.parse(word.endsWith("D") ? "P" + word : "PT" + word);
    }
}
