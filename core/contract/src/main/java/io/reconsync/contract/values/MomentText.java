// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.contract.values;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Moments for people, the same everywhere: {@code 2026-11-21 14:05:33 CET}. Programs get ISO-8601 instead. */
public final class MomentText {
    private static final DateTimeFormatter FORM = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss ", Locale.ROOT);
    private static final DateTimeFormatter ZONE = DateTimeFormatter.ofPattern("z", Locale.ROOT);

    private MomentText() {}

    /** A moment as the clocks of a zone show it, to the second, with the zone's short name. */
    public static String format(Instant at, ZoneId zone) {
        String name = ZONE.format(at.atZone(zone));
        return FORM.format(at.atZone(zone)) + (name.equals("Z") ? "UTC" : name);
    }
}
