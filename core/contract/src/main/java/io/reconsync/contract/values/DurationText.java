// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.contract.values;

import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Durations as people write them: {@code 500ms}, {@code 30s}, {@code 5m}, {@code 6h}, {@code 2d}, {@code 1h30m}. */
public final class DurationText {
    private static final Pattern PART = Pattern.compile("(\\d{1,9})(ms|s|m|h|d)");

    private DurationText() {}

    /** The duration; empty when the text is none. */
    public static Optional<Duration> parse(String text) {
        String rest = text.strip();
        Duration sum = Duration.ZERO;
        if (rest.isEmpty()) {
            return Optional.empty();
        }
        while (!rest.isEmpty()) {
            Matcher matcher = PART.matcher(rest);
            if (!matcher.lookingAt()) {
                return Optional.empty();
            }
            sum = sum.plus(of(Long.parseLong(matcher.group(1)), matcher.group(2)));
            rest = rest.substring(matcher.end());
        }
        return Optional.of(sum);
    }

    private static Duration of(long amount, String unit) {
        return switch (unit) {
            case "ms" -> Duration.ofMillis(amount);
            case "s" -> Duration.ofSeconds(amount);
            case "m" -> Duration.ofMinutes(amount);
            case "h" -> Duration.ofHours(amount);
            default -> Duration.ofDays(amount);
        };
    }

    /** For people, the two largest units: {@code 2d 3h}, {@code 4m 5s}, {@code 850ms}. */
    public static String format(Duration duration) {
        if (duration.isNegative()) {
            return "-" + format(duration.negated());
        }
        if (duration.compareTo(Duration.ofSeconds(1)) < 0) {
            return duration.toMillis() + "ms";
        }
        long[] values = {duration.toDays(), duration.toHoursPart(), duration.toMinutesPart(), duration.toSecondsPart()};
        String[] units = {"d", "h", "m", "s"};
        StringBuilder text = new StringBuilder();
        int shown = 0;
        for (int i = 0; i < values.length && shown < 2; i++) {
            if (values[i] > 0 || shown > 0) {
                shown++;
                if (values[i] > 0) {
                    text.append(text.isEmpty() ? "" : " ").append(values[i]).append(units[i]);
                }
            }
        }
        return text.toString();
    }
}
