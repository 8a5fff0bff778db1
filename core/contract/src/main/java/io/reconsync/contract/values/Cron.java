// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.contract.values;

import io.reconsync.api.ErrorOwner;
import io.reconsync.api.ReconException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneRules;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * A cron expression of five fields: minute, hour, day of month, month, day of week (0 and 7 are Sunday). Fields take
 * lists, ranges, steps over {@code *} or a range, and English three-letter names; {@code @hourly}, {@code @daily},
 * {@code @midnight}, {@code @weekly}, {@code @monthly} and {@code @yearly} stand for the usual five fields. When day of
 * month and day of week are both restricted, either suffices.
 *
 * <p>When the clocks change: with {@code *} as hour the expression counts by time passed, so it runs in both passes of a
 * repeated hour, and times that the clock jumps over are left out. Otherwise each local time counts once: one that the
 * clock jumps over runs at the end of the gap (several of them together once), one that comes twice runs the first time.
 *
 * <p>Immutable and thread-safe.
 */
public final class Cron {
    private static final Map<String, String> ALIASES = Map.of(
            "@hourly", "0 * * * *",
            "@daily", "0 0 * * *",
            "@midnight", "0 0 * * *",
            "@weekly", "0 0 * * 0",
            "@monthly", "0 0 1 * *",
            "@yearly", "0 0 1 1 *",
            "@annually", "0 0 1 1 *");
    /** The longest wait of a possible expression: 29 February over a century that is no leap year. */
    private static final int DAYS_AHEAD = 366 * 9;

    private final String text;
    private final CronField minute;
    private final CronField hour;
    private final CronField day;
    private final CronField month;
    private final CronField weekday;

    private Cron(String text, List<CronField> fields) {
        this.text = text;
        this.minute = fields.get(0);
        this.hour = fields.get(1);
        this.day = fields.get(2);
        this.month = fields.get(3);
        this.weekday = fields.get(4);
    }

    /**
     * Reads an expression.
     *
     * @throws ReconException code {@code cron-malformed}, owner USER; the message says which field and why
     */
    public static Cron parse(String text) {
        String stripped = text.strip();
        String expression = ALIASES.getOrDefault(stripped.toLowerCase(Locale.ROOT), stripped);
        if (expression.startsWith("@")) {
            throw malformed(
                    text, "it uses a short form that is not known", "Use @hourly, @daily, @weekly or @monthly.");
        }
        String[] parts = expression.isEmpty() ? new String[0] : expression.split("\\s+");
        if (parts.length != 5) {
            throw malformed(
                    text,
                    "it has " + parts.length + " fields",
                    "Write five fields: minute, hour, day of month, month, day of week, for example 30 4 * * *.");
        }
        List<CronField> fields = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            fields.add(CronField.parse(text, CronField.Kind.values()[i], parts[i]));
        }
        Cron cron = new Cron(stripped, fields);
        cron.refuseImpossibleDates();
        return cron;
    }

    private void refuseImpossibleDates() {
        if (day.star() || !weekday.star()) {
            return;
        }
        int[] longest = {31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
        for (int m = 1; m <= 12; m++) {
            for (int d = 1; d <= longest[m - 1]; d++) {
                if (month.has(m) && day.has(d)) {
                    return;
                }
            }
        }
        throw malformed(text, "no month it names has such a day", "Choose a day of month that exists.");
    }

    static ReconException malformed(String text, String why, String nextStep) {
        return new ReconException(
                "cron-malformed",
                ErrorOwner.USER,
                "The cron expression '" + text + "' is not valid: " + why + ".",
                nextStep);
    }

    /** The first moment after {@code after} in a zone; empty when there is none within nine years. */
    public Optional<Instant> next(Instant after, ZoneId zone) {
        ZoneRules rules = zone.getRules();
        LocalDate date = LocalDate.ofInstant(after, rules.getOffset(after)).minusDays(1);
        for (int i = 0; i < DAYS_AHEAD; i++, date = date.plusDays(1)) {
            Instant found = firstOf(date, after, rules);
            if (found != null) {
                Instant following = firstOf(date.plusDays(1), after, rules);
                return Optional.of(following != null && following.isBefore(found) ? following : found);
            }
        }
        return Optional.empty();
    }

    private Instant firstOf(LocalDate date, Instant after, ZoneRules rules) {
        if (!matches(date)) {
            return null;
        }
        Instant first = null;
        for (int h = 0; h < 24; h++) {
            for (int m = 0; hour.has(h) && m < 60; m++) {
                if (minute.has(m)) {
                    Instant moment = moment(date.atTime(h, m), after, rules);
                    first = moment != null && (first == null || moment.isBefore(first)) ? moment : first;
                }
            }
        }
        return first;
    }

    /** The earliest moment of a local time that is after {@code after}; null when there is none. */
    private Instant moment(LocalDateTime time, Instant after, ZoneRules rules) {
        List<ZoneOffset> offsets = rules.getValidOffsets(time);
        if (offsets.isEmpty()) {
            Instant gap = rules.getTransition(time).getInstant();
            return hour.plainStar() || !gap.isAfter(after) ? null : gap;
        }
        Instant first = time.toInstant(offsets.get(0));
        if (first.isAfter(after)) {
            return first;
        }
        if (offsets.size() > 1 && hour.plainStar()) {
            Instant second = time.toInstant(offsets.get(1));
            return second.isAfter(after) ? second : null;
        }
        return null;
    }

    private boolean matches(LocalDate date) {
        if (!month.has(date.getMonthValue())) {
            return false;
        }
        boolean byDay = day.has(date.getDayOfMonth());
        boolean byWeekday = weekday.has(date.getDayOfWeek().getValue() % 7);
        return day.star() || weekday.star() ? byDay && byWeekday : byDay || byWeekday;
    }

    /** The expression as written. */
    @Override
    public String toString() {
        return text;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Cron that && text.equals(that.text);
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }
}
