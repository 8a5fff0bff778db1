// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.commands;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;

/** How values look in answers. */
final class Shown {
    private static final DateTimeFormatter MOMENT = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss z", Locale.ROOT);

    private Shown() {}

    /** A moment with its zone. */
    static String moment(Instant at, ZoneId zone) {
        return MOMENT.format(at.atZone(zone));
    }

    /** A moment in the zone of the machine. */
    static String moment(Instant at) {
        return moment(at, ZoneId.systemDefault());
    }

    /** A moment for programs; null when there is none. */
    static String machine(Optional<Instant> at) {
        return at.map(Instant::toString).orElse(null);
    }

    /** The first sentence or so of a text, in one line. */
    static String oneLine(String text, int most) {
        String line = text.replaceAll("\\s+", " ").strip();
        return line.length() <= most ? line : line.substring(0, most - 1) + "…";
    }

    /** Lower case with dashes. */
    static String name(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
