// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.contract.json;

import org.osgi.annotation.versioning.ProviderType;

/**
 * JSON. Values are null, String, Boolean, Long, Double, List, Map with String keys, and records of these (components in
 * camel case become keys in snake case; Instant as ISO-8601, Duration as {@code PT…}, enum as lower case with dashes,
 * Optional as value or absent, Path as text). Depth at most 64, duplicate keys are refused. Thread-safe; implemented
 * once, in core/config.
 */
@ProviderType
public interface JsonCodec {
    /** Compact JSON in one line. */
    String write(Object value);

    /** JSON for people, indented by two. */
    String pretty(Object value);

    /**
     * Reads into Map, List and so on.
     *
     * @throws io.reconsync.api.ReconException code {@code json-malformed} with line and column
     */
    Object read(String json);

    /** Reads into a record, ignoring unknown keys. */
    <T> T read(String json, Class<T> type);
}
