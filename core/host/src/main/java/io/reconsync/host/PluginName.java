// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.host;

import org.osgi.framework.Bundle;

/** How a bundle is called: the last part of its symbolic name; {@code core} for our own rooms. */
final class PluginName {
    static final String CORE = "core";

    private static final String OURS = "io.reconsync.";

    private PluginName() {}

    static String of(Bundle bundle) {
        return of(bundle.getBundleId() == 0 ? OURS + CORE : String.valueOf(bundle.getSymbolicName()));
    }

    static String of(String symbolicName) {
        String name = symbolicName.startsWith(OURS)
                ? symbolicName.substring(OURS.length())
                : symbolicName.substring(symbolicName.lastIndexOf('.') + 1);
        boolean ours = symbolicName.startsWith(OURS)
                && (name.startsWith("core-") || name.startsWith("bot-") || name.equals("protocols"));
        return ours ? CORE : name.substring(name.lastIndexOf('.') + 1);
    }
}
