// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.commands;

import io.reconsync.contract.values.MomentText;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Locale;
import java.util.Optional;

/** How values look in answers. */
final class Shown {
    private Shown() {}

    /** A moment with its zone. */
    static String moment(Instant at, ZoneId zone) {
        return MomentText.format(at, zone);
    }

    /** A moment for programs; null when there is none. */
    static String machine(Optional<Instant> at) {
        return at.map(Instant::toString).orElse(null);
    }

    /** A text in one line, whole: only the place that shows it knows how wide it is. */
    static String oneLine(String text) {
        return text.replaceAll("\\s+", " ").strip();
    }

    /** Lower case with dashes. */
    static String name(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
