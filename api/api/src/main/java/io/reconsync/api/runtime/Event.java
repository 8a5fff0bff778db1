// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.api.runtime;

import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Something that happened. Values are plain text and never contain secrets.
 *
 * @param at when, by the wall clock
 * @param kind lower case with dashes: {@code server-crashed}, {@code backup-succeeded}, {@code plugin-refused}
 * @param severity how urgent for a person
 * @param server the server it is about; empty for none
 * @param text one sentence for people
 * @param values details for programs
 */
public record Event(
        Instant at, String kind, Severity severity, Optional<String> server, String text, Map<String, String> values) {
    public Event {
        Objects.requireNonNull(at, "at");
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(severity, "severity");
        Objects.requireNonNull(server, "server");
        Objects.requireNonNull(text, "text");
        values = Map.copyOf(values);
    }
}
