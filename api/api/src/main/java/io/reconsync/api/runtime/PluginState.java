// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.api.runtime;

import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Small values that a bundle keeps over restarts. Durable when {@link #put} returns. Copied before an update and
 * restored on roll back. Keys at most 200 characters, values at most 1 MiB. Thread-safe.
 */
@ProviderType
public interface PluginState {
    /** The value at {@code key}; empty when absent. */
    Optional<String> get(String key);

    /** Stores {@code value} at {@code key}. */
    void put(String key, String value);

    /** Removes {@code key}; absent is fine. */
    void remove(String key);
}
