// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.host;

import io.reconsync.contract.host.PluginName;
import org.osgi.framework.Bundle;

/** The plugin that a bundle is. */
final class BundleName {
    private BundleName() {}

    static String of(Bundle bundle) {
        return bundle.getBundleId() == 0 ? PluginName.CORE : PluginName.of(String.valueOf(bundle.getSymbolicName()));
    }
}
