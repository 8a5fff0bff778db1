// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.contract.host;

/** How a bundle is called: the last part of its symbolic name; {@code core} for our own rooms. */
public final class PluginName {
    /** The name of our own rooms. */
    public static final String CORE = "core";

    private static final String OURS = "io.reconsync.";

    private PluginName() {}

    /** The name for a bundle's symbolic name. */
    public static String of(String symbolicName) {
        String name = symbolicName.startsWith(OURS)
                ? symbolicName.substring(OURS.length())
                : symbolicName.substring(symbolicName.lastIndexOf('.') + 1);
        boolean ours = symbolicName.startsWith(OURS)
                && (name.startsWith("core-") || name.startsWith("bot-") || name.equals("protocols"));
        return ours ? CORE : name.substring(name.lastIndexOf('.') + 1);
    }
}
