// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.contract.host;

import java.util.List;
import org.osgi.annotation.versioning.ProviderType;

/**
 * The services of plugins (and core's own of the same types), behind guards. Implemented by core/host. Rooms never hold
 * a plugin's object: they take a snapshot, call through the guard, and forget. Thread-safe.
 */
@ProviderType
public interface PluginServices {
    /** Every service of a type at this moment, without those of quarantined bundles. */
    <T> List<Guarded<T>> all(Class<T> type);

    /** Calls {@code listener} after services of this type came or went; closing ends it. */
    AutoCloseable onChange(Class<?> type, Runnable listener);
}
