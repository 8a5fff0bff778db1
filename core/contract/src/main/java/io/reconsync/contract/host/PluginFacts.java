// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.contract.host;

import java.util.List;
import java.util.Map;
import org.osgi.annotation.versioning.ProviderType;

/** The named lists that plugins publish for completion. Implemented by core/host. Thread-safe. */
@ProviderType
public interface PluginFacts {
    /** The lists of one plugin by their names; empty when it publishes none or has left. */
    Map<String, List<String>> of(String plugin);

    /** The lists of all plugins; a key is the plugin's name, a dot, the list's name. */
    Map<String, List<String>> all();
}
