// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.api.alert;

import io.reconsync.api.runtime.Severity;
import java.time.Instant;
import java.util.Optional;

/**
 * One cause, from its beginning to its end.
 *
 * @param id UUIDv7
 * @param key what makes it the same incident again: rule and server
 * @param severity how urgent
 * @param server the server; empty when it is about the host or ReconSync
 * @param title at most 120 characters
 * @param text a few sentences: what happened, what was done, what to do
 * @param began when it began
 * @param resolved when it ended; empty while it goes on
 * @param reference of an earlier delivery on the same route
 */
public record Incident(
        String id,
        String key,
        Severity severity,
        Optional<String> server,
        String title,
        String text,
        Instant began,
        Optional<Instant> resolved,
        Optional<String> reference) {}
