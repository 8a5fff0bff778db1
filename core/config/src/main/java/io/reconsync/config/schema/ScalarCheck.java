// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.config.schema;

import io.reconsync.api.ReconException;
import io.reconsync.config.yaml.Masks;
import io.reconsync.config.yaml.Problems;
import io.reconsync.config.yaml.YamlValue;
import io.reconsync.config.yaml.YamlValue.Scalar;
import io.reconsync.contract.values.Cron;
import io.reconsync.contract.values.DurationText;
import io.reconsync.protocol.log.LinePattern;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** Compares one scalar with its schema. */
record ScalarCheck(Problems problems, String key, Schema schema) {
    private static final String DURATION = "a duration like 30s, 5m, 6h or 1h30m";

    void check(Scalar scalar) {
        if (schema.allowed().isPresent()
                && !schema.allowed().get().contains(scalar.value().toString())) {
            Collection<String> words = schema.allowed().get();
            error(
                    scalar,
                    "has a value that is not allowed",
                    Nearest.to(scalar.text(), words)
                            .map(near -> "Did you mean " + near + "?")
                            .orElse("Use one of: " + String.join(", ", words) + "."));
        } else if (scalar.value() instanceof Number number) {
            number(scalar, number.doubleValue());
        } else if (scalar.value() instanceof String text) {
            text(scalar, text);
        }
    }

    private void number(Scalar scalar, double value) {
        boolean low = schema.bounds().minimum().filter(least -> value < least).isPresent();
        if (low || schema.bounds().maximum().filter(most -> value > most).isPresent()) {
            error(scalar, low ? "is too small" : "is too large", "Write " + allowed(schema) + ".");
        }
    }

    private void text(Scalar scalar, String text) {
        long length = text.codePointCount(0, text.length());
        if (schema.bounds().minLength().filter(least -> length < least).isPresent()) {
            error(scalar, text.isEmpty() ? "is empty" : "is too short", "Write " + allowed(schema) + ".");
        } else if (schema.bounds().maxLength().filter(most -> length > most).isPresent()) {
            error(scalar, "is too long", "Write " + allowed(schema) + ".");
        } else if (schema.pattern().filter(pattern -> !pattern.matches(text)).isPresent()) {
            error(scalar, "does not have the right form", describe());
        } else {
            schema.format().ifPresent(format -> format(scalar, text, format));
        }
    }

    private String describe() {
        String description = schema.description();
        if (description.isEmpty()) {
            return "Look up its form in docs/user/.";
        }
        return Character.isLowerCase(description.charAt(0)) ? "Write " + description : description;
    }

    private void format(Scalar scalar, String text, String format) {
        switch (format) {
            case "duration" -> {
                if (DurationText.parse(text).isEmpty()) {
                    error(scalar, "is no duration", "Write " + DURATION + ".");
                }
            }
            case "time-zone" -> zone(scalar, text);
            case "cron" -> checked(scalar, () -> Cron.parse(text));
            case "pattern" -> checked(scalar, () -> LinePattern.compile(key, text));
            default -> {
                // Formats of other tools are annotations; JSON Schema says so.
            }
        }
    }

    private void zone(Scalar scalar, String text) {
        try {
            ZoneId.of(text);
        } catch (DateTimeException e) {
            error(
                    scalar,
                    "is no time zone",
                    Nearest.to(text, ZoneId.getAvailableZoneIds())
                            .map(near -> "Did you mean " + near + "?")
                            .orElse("Write the name of a zone like Europe/Berlin or UTC."));
        }
    }

    private void checked(Scalar scalar, Runnable check) {
        try {
            check.run();
        } catch (ReconException e) {
            problems.error(scalar.place(), key, found(scalar), allowed(schema), e.getMessage(), e.nextStep());
        }
    }

    void wrongType(YamlValue value, Collection<String> types) {
        String wanted =
                String.join(" or ", types.stream().map(ScalarCheck::word).toList());
        boolean quotes = types.contains("string") && value instanceof Scalar scalar && scalar.plain();
        problems.error(
                value.place(),
                key,
                value instanceof Scalar scalar ? found(scalar) : value.kind(),
                allowed(schema).isEmpty() ? wanted : allowed(schema),
                "The key " + key + " needs " + wanted + ", but there is " + value.kind() + ".",
                quotes ? "Put quotes around the value." : "Write " + wanted + " there.");
    }

    private void error(Scalar scalar, String what, String nextStep) {
        problems.error(
                scalar.place(),
                key,
                found(scalar),
                allowed(schema),
                "The value of " + key + " " + what + ".",
                nextStep);
    }

    private String found(Scalar scalar) {
        return schema.secret() || scalar.hidden() ? "***" : Masks.found(key, scalar.text());
    }

    /** What may stand there, in words. */
    static String allowed(Schema schema) {
        if (schema.allowed().isPresent()) {
            return String.join(", ", schema.allowed().get());
        }
        if (schema.format().isPresent()) {
            return switch (schema.format().get()) {
                case "duration" -> DURATION;
                case "time-zone" -> "a time zone like Europe/Berlin";
                case "cron" -> "five cron fields";
                default -> "text";
            };
        }
        List<String> parts = new ArrayList<>();
        schema.types().forEach(type -> parts.add(word(type)));
        Schema.Bounds bounds = schema.bounds();
        bounds.minimum().ifPresent(least -> parts.add("from " + least.longValue()));
        bounds.maximum().ifPresent(most -> parts.add("to " + most.longValue()));
        bounds.minLength().ifPresent(least -> parts.add("of at least " + least + " characters"));
        bounds.maxLength().ifPresent(most -> parts.add("of at most " + most + " characters"));
        return String.join(" ", parts);
    }

    private static String word(String type) {
        return switch (type) {
            case "object" -> "a mapping";
            case "array" -> "a list";
            case "string" -> "text";
            case "boolean" -> "true or false";
            case "integer" -> "a whole number";
            default -> "a number";
        };
    }
}
