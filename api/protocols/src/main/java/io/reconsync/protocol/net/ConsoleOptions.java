// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.protocol.net;

import io.reconsync.api.ErrorOwner;
import io.reconsync.api.ReconException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** The further keys of a profile's {@code console:}, checked: what is misspelt or out of range explains itself. */
public final class ConsoleOptions {
    /** Keys that every console has and that are not handled here. */
    private static final Set<String> COMMON = Set.of("kind", "host", "port", "password");

    private final String kind;
    private final Map<String, String> options;

    private ConsoleOptions(String kind, Map<String, String> options) {
        this.kind = kind;
        this.options = options;
    }

    /** @throws ReconException code {@code setting-invalid}, owner USER, for a key that is not {@code known} */
    public static ConsoleOptions of(String kind, Map<String, String> options, Set<String> known) {
        for (String key : new TreeSet<>(options.keySet())) {
            if (!known.contains(key) && !COMMON.contains(key)) {
                throw invalid(
                        "The key console." + key + " is not known to the console kind " + kind + ".",
                        "Use one of " + String.join(", ", new TreeSet<>(known)) + ".");
            }
        }
        return new ConsoleOptions(kind, Map.copyOf(options));
    }

    /** The text at {@code key}; empty when absent or blank. */
    public Optional<String> text(String key) {
        return Optional.ofNullable(options.get(key)).filter(value -> !value.isBlank());
    }

    /** The text at {@code key}, which must be one of {@code allowed}; the first of them when absent. */
    public String oneOf(String key, List<String> allowed) {
        String value = text(key).orElse(allowed.get(0));
        if (!allowed.contains(value)) {
            throw invalid(
                    "The value '" + value + "' of console." + key + " is not known to the console kind " + kind + ".",
                    "Use one of " + String.join(", ", allowed) + ".");
        }
        return value;
    }

    /** The whole number at {@code key}, within bounds. */
    public int number(String key, int absent, int least, int most) {
        Optional<String> text = text(key);
        if (text.isEmpty()) {
            return absent;
        }
        String digits = text.get().strip();
        if (digits.matches("[0-9]{1,9}")) {
            int value = Integer.parseInt(digits);
            if (value >= least && value <= most) {
                return value;
            }
        }
        throw invalid(
                "The value '" + text.get() + "' of console." + key + " is not a whole number from " + least + " to "
                        + most + ".",
                "Write a number like " + absent + ".");
    }

    /** The milliseconds at {@code key}. */
    public Duration millis(String key, int absent, int least, int most) {
        return Duration.ofMillis(number(key, absent, least, most));
    }

    private static ReconException invalid(String message, String nextStep) {
        return new ReconException("setting-invalid", ErrorOwner.USER, message, nextStep);
    }
}
