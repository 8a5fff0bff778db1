// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.config.yaml;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A value of a YAML file with its place. Absent (null) values are not in the tree. */
public sealed interface YamlValue {
    /** Where it begins. */
    Place place();

    /**
     * Text, number or truth value.
     *
     * @param value String, Long, Double or Boolean
     * @param text as written, without quotes
     * @param plain whether it stands there without quotes
     * @param hidden whether it came out of a file or the environment, so that it is not shown
     * @param start in the file's text
     * @param end after the last character
     */
    record Scalar(Object value, String text, boolean plain, boolean hidden, Place place, int start, int end)
            implements YamlValue {
        /** What was filled in from outside, at the same place. Without quotes around, it may be a number or a flag. */
        public Scalar filled(String newText) {
            Object typed = plain ? PlainValue.of(newText) : newText;
            return new Scalar(typed == null ? newText : typed, newText, plain, true, place, start, end);
        }
    }

    /** A list. */
    record Items(List<YamlValue> items, Place place) implements YamlValue {
        public Items {
            items = List.copyOf(items);
        }
    }

    /** Keys in file order. */
    record Mapping(Map<String, Entry> entries, Place place) implements YamlValue {
        public Mapping {
            entries = Collections.unmodifiableMap(new LinkedHashMap<>(entries));
        }

        /** The value of a key; null when absent. */
        public YamlValue get(String key) {
            Entry entry = entries.get(key);
            return entry == null ? null : entry.value();
        }
    }

    /** A key with its place, and its value. */
    record Entry(Place key, YamlValue value) {}

    /** What it is, in a word for messages. */
    default String kind() {
        if (this instanceof Scalar scalar) {
            return scalar.value() instanceof String
                    ? "text"
                    : scalar.value() instanceof Boolean ? "a truth value" : "a number";
        }
        return this instanceof Items ? "a list" : "a mapping";
    }
}
