// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.host;

import io.reconsync.api.runtime.PluginContext;
import org.osgi.framework.Bundle;

/** Where the contexts of bundles come from, once the database is there. */
interface ContextSource {
    /** The context of a bundle that runs. */
    PluginContext of(Bundle bundle);

    /** Closes the contexts of a plugin whose bundles have stopped. */
    void release(String plugin);
}
