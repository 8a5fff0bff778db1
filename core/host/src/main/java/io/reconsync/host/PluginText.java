// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.host;

import io.reconsync.api.ErrorOwner;
import io.reconsync.api.ReconException;
import io.reconsync.contract.host.PluginName;
import java.time.Duration;

/** The sentences of errors at the boundary. */
final class PluginText {
    private PluginText() {}

    static String who(String plugin) {
        return plugin.equals(PluginName.CORE) ? "ReconSync itself" : "The plugin " + plugin;
    }

    static ErrorOwner blame(String plugin) {
        return plugin.equals(PluginName.CORE) ? ErrorOwner.INTERNAL : ErrorOwner.PLUGIN;
    }

    private static String report(String plugin) {
        return plugin.equals(PluginName.CORE)
                ? "Look into the log; please report it as a defect of ReconSync."
                : "Run 'reconsync why " + plugin + "'; report it to the author of the plugin.";
    }

    static ReconException failed(String plugin, String what, String how, Throwable cause) {
        return new ReconException(
                "plugin-failed",
                blame(plugin),
                who(plugin) + " failed while " + what + ": " + how + ".",
                report(plugin),
                cause);
    }

    static ReconException failedIo(String plugin, String what, String how, Throwable cause) {
        return new ReconException(
                "plugin-failed",
                ErrorOwner.HOST,
                who(plugin) + " could not read or write while " + what + ": " + how + ".",
                "Check the disk, the rights and the network of this machine, then try again.",
                cause);
    }

    static ReconException hung(String plugin, String what) {
        return new ReconException(
                "plugin-hung",
                blame(plugin),
                who(plugin) + " did not come back in time while " + what + "; its thread was abandoned.",
                report(plugin));
    }

    static ReconException gone(String plugin, String what) {
        return new ReconException(
                "plugin-gone",
                blame(plugin),
                who(plugin) + " is not there (any more) for " + what + ".",
                "Run 'reconsync why " + plugin + "' to see whether it was removed, is being replaced or was refused.",
                Duration.ofSeconds(5),
                null);
    }

    static ReconException quarantined(String plugin, String why) {
        return new ReconException(
                "plugin-quarantined",
                blame(plugin),
                who(plugin) + " is in quarantine: " + why,
                "Replace or remove the plugin, or roll it back with 'reconsync plugin rollback " + plugin + "'.");
    }

    static ReconException busy(String plugin, String what) {
        return new ReconException(
                "plugin-busy",
                blame(plugin),
                who(plugin) + " has as many calls under way as are allowed; there was no room for " + what + ".",
                "Try again in a moment; if it goes on, run 'reconsync why " + plugin + "'.",
                Duration.ofSeconds(5),
                null);
    }

    static ReconException interrupted(String plugin, String what) {
        return new ReconException(
                "call-interrupted",
                ErrorOwner.INTERNAL,
                "The call into " + plugin + " was interrupted while " + what + ".",
                "Nothing to do if it was cancelled on purpose; else try again.");
    }
}
