// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.contract.values;

import io.reconsync.api.ReconException;
import java.util.List;
import java.util.Locale;

/** One field of a cron expression: a set of numbers below 64. */
record CronField(String text, long bits) {
    /** The five fields in order. */
    enum Kind {
        MINUTE("minute", 0, 59, List.of()),
        HOUR("hour", 0, 23, List.of()),
        DAY("day of month", 1, 31, List.of()),
        MONTH(
                "month",
                1,
                12,
                List.of("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")),
        WEEKDAY("day of week", 0, 7, List.of("sun", "mon", "tue", "wed", "thu", "fri", "sat"));

        private final String title;
        private final int low;
        private final int high;
        private final List<String> names;

        Kind(String title, int low, int high, List<String> names) {
            this.title = title;
            this.low = low;
            this.high = high;
            this.names = names;
        }
    }

    static CronField parse(String expression, Kind kind, String text) {
        long bits = 0;
        for (String part : text.split(",", -1)) {
            bits |= part(expression, kind, part);
        }
        if (kind == Kind.WEEKDAY && (bits & 1L << 7) != 0) {
            bits = (bits | 1L) & ~(1L << 7);
        }
        return new CronField(text, bits);
    }

    private static long part(String expression, Kind kind, String part) {
        int slash = part.indexOf('/');
        String range = slash < 0 ? part : part.substring(0, slash);
        int low = kind.low;
        int high = kind == Kind.WEEKDAY && range.equals("*") ? 6 : kind.high;
        if (!range.equals("*")) {
            int dash = range.indexOf('-');
            low = number(expression, kind, dash < 0 ? range : range.substring(0, dash), false);
            high = dash < 0 ? low : number(expression, kind, range.substring(dash + 1), true);
            if (slash >= 0 && dash < 0) {
                throw wrong(expression, kind, part, "a step needs * or a range before it");
            }
            if (low > high) {
                throw wrong(expression, kind, part, "the range runs backwards");
            }
        }
        int step = slash < 0 ? 1 : step(expression, kind, part, part.substring(slash + 1));
        long bits = 0;
        for (int i = low; i <= high; i += step) {
            bits |= 1L << i;
        }
        return bits;
    }

    private static int step(String expression, Kind kind, String part, String text) {
        int step = text.matches("\\d{1,4}") ? Integer.parseInt(text) : 0;
        if (step < 1) {
            throw wrong(expression, kind, part, "the step is not a number from 1");
        }
        if (step > kind.high) {
            throw wrong(expression, kind, part, "the step is larger than the field, which starts anew each time");
        }
        return step;
    }

    private static int number(String expression, Kind kind, String text, boolean end) {
        int named = kind.names.indexOf(text.toLowerCase(Locale.ROOT));
        if (named >= 0) {
            return kind == Kind.WEEKDAY && named == 0 && end ? 7 : named + kind.low;
        }
        int value = text.matches("\\d{1,4}") ? Integer.parseInt(text) : -1;
        if (value < kind.low || value > kind.high) {
            throw wrong(expression, kind, text, "allowed is " + kind.low + " to " + kind.high);
        }
        return value;
    }

    private static ReconException wrong(String expression, Kind kind, String part, String why) {
        return Cron.malformed(
                expression,
                "the " + kind.title + " '" + part + "' cannot be read: " + why,
                "Correct the " + kind.title + "; for example 30 4 * * * is every day at half past four.");
    }

    boolean has(int value) {
        return (bits & 1L << value) != 0;
    }

    /** Whether the field leaves its part of the date open, by the rule that cron has always had: it starts with a star. */
    boolean star() {
        return text.startsWith("*");
    }

    boolean plainStar() {
        return text.equals("*");
    }
}
