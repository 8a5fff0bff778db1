// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.api;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.osgi.annotation.versioning.ProviderType;

/**
 * The validated keys of one mapping in the configuration, for example one destination under {@code destinations:}.
 * Immutable and thread-safe. Keys may be dotted ({@code a.b}) to reach into nested mappings. A value of the wrong kind
 * gives a {@link ReconException} with owner USER that names file, line, column and key.
 */
@ProviderType
public interface Settings {
    /** The keys present at this level. */
    Set<String> keys();

    /** The text at {@code key}; empty when absent. */
    Optional<String> text(String key);

    /** The whole number at {@code key}; empty when absent. */
    Optional<Long> number(String key);

    /** The truth value at {@code key}; empty when absent. */
    Optional<Boolean> flag(String key);

    /** The duration at {@code key}, written as {@code 30s}, {@code 5m}, {@code 6h}, {@code 2d}; empty when absent. */
    Optional<Duration> duration(String key);

    /** The secret at {@code key}, with {@code ${env:}} and {@code ${file:}} resolved; empty when absent. */
    Optional<Secret> secret(String key);

    /** The list of texts at {@code key}; a single text counts as a list of one; empty when absent. */
    List<String> texts(String key);

    /** The nested mapping at {@code key}; empty when absent. */
    Optional<Settings> nested(String key);

    /** The nested mappings of a mapping of mappings at {@code key}, in file order. */
    Map<String, Settings> children(String key);

    /**
     * Binds the keys to a record: component {@code maxParts} reads key {@code max_parts}. Components may be String,
     * int, long, boolean, Duration, Secret, List&lt;String&gt;, nested records, or Optional of these; others must be
     * present.
     */
    <T extends Record> T as(Class<T> type);

    /** Where this mapping stands, for messages: {@code conf/reconsync.yaml:12:5 destinations.local}. */
    String place();

    /**
     * The text at {@code key}.
     *
     * @throws ReconException code {@code setting-missing}, owner USER, when absent
     */
    default String required(String key) {
        return text(key)
                .orElseThrow(() -> new ReconException(
                        "setting-missing",
                        ErrorOwner.USER,
                        "The key " + key + " is missing at " + place() + ".",
                        "Add " + key + " there."));
    }
}
