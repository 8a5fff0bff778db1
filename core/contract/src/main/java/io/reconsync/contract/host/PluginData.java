// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.contract.host;

import org.osgi.annotation.versioning.ProviderType;

/**
 * What plugins keep over restarts, as the installer handles it. Implemented by core/host, once the database is there.
 * Durable when a method returns; thread-safe.
 */
@ProviderType
public interface PluginData {
    /** Copies the state of a plugin; replaces an earlier copy of the same label. To be called while it does not run. */
    void copyState(String plugin, String label);

    /** Puts the copy back in place of the present state; without such a copy nothing happens. */
    void restoreState(String plugin, String label);

    /** Removes all copies of a plugin's state but those of these labels. */
    void keepCopies(String plugin, java.util.Set<String> labels);

    /** Removes state, copies, secrets and data directory of a plugin that does not run. */
    void purge(String plugin);
}
