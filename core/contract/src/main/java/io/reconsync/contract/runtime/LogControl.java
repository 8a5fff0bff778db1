// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.contract.runtime;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import org.osgi.annotation.versioning.ProviderType;

/** ReconSync's own log, masked. Registered by the launcher. Thread-safe. */
@ProviderType
public interface LogControl {
    /** The last entries of at least this level ({@code DEBUG}, {@code INFO}, {@code WARN}, {@code ERROR}). */
    List<Entry> tail(int count, String level);

    /** Hands every new entry to {@code listener}, which must not log; closing ends it. */
    AutoCloseable follow(Consumer<Entry> listener);

    /** Sets the level of a logger for a while; zero: until the next start. */
    void level(String logger, String level, Duration revertAfter);

    /** A line. */
    record Entry(Instant at, String level, String logger, String text) {}
}
