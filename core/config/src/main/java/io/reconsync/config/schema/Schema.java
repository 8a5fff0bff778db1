// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.config.schema;

import io.reconsync.protocol.log.LinePattern;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A JSON Schema (draft 2020-12), as far as configuration needs it. Immutable and thread-safe.
 *
 * @param types allowed kinds in the schema's words; empty: any
 * @param properties schemas of keys
 * @param patterns schemas of keys by pattern
 * @param others the schema of further keys
 * @param closed whether further keys are errors
 * @param required keys that must be present
 * @param allowed the only values, as text
 * @param pattern over text
 * @param format {@code duration}, {@code time-zone}, {@code cron}, {@code pattern}; others say nothing
 * @param bounds of numbers, lengths and list sizes
 * @param items the schema of list items
 * @param unique whether items must differ
 * @param any alternatives of which one must fit
 * @param secret whether the value is a secret ({@code writeOnly})
 * @param description one sentence
 */
public record Schema(
        List<String> types,
        Map<String, Schema> properties,
        Map<LinePattern, Schema> patterns,
        Optional<Schema> others,
        boolean closed,
        List<String> required,
        Optional<Set<String>> allowed,
        Optional<LinePattern> pattern,
        Optional<String> format,
        Bounds bounds,
        Optional<Schema> items,
        boolean unique,
        List<Schema> any,
        boolean secret,
        String description) {
    /** Limits; empty ones do not bind. */
    public record Bounds(
            Optional<Double> minimum,
            Optional<Double> maximum,
            Optional<Long> minLength,
            Optional<Long> maxLength,
            Optional<Long> minItems,
            Optional<Long> maxItems) {}

    /** The schema of a key; empty when the key is not known. */
    public Optional<Schema> of(String key) {
        Schema named = properties.get(key);
        if (named != null) {
            return Optional.of(named);
        }
        for (Map.Entry<LinePattern, Schema> each : patterns.entrySet()) {
            if (each.getKey().matches(key)) {
                return Optional.of(each.getValue());
            }
        }
        return others;
    }
}
