// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.servers.session;

import io.reconsync.api.ErrorOwner;
import io.reconsync.api.ReconException;
import io.reconsync.contract.values.DurationText;
import java.time.Duration;
import java.util.Set;

/** What can be wrong with the console of a server. */
final class ConsoleErrors {
    private static final String PASSWORD = "console-password-wrong";

    private final String server;

    ConsoleErrors(String server) {
        this.server = server;
    }

    static boolean isPassword(ReconException error) {
        return error.code().equals(PASSWORD);
    }

    ReconException none() {
        return new ReconException(
                "console-none",
                ErrorOwner.USER,
                "The server " + server + " has no console.",
                "Set console.kind and console.port in its file, if the game has one.");
    }

    ReconException unknown(String kind, Set<String> kinds) {
        return new ReconException(
                "console-kind-unknown",
                ErrorOwner.USER,
                "Nothing here speaks to consoles of the kind '" + kind + "'.",
                "Drop the plugin that does into plugins/, or use one of: stdin"
                        + (kinds.isEmpty() ? "" : ", " + String.join(", ", kinds)) + ".");
    }

    ReconException late(String why) {
        return new ReconException(
                "console-timeout",
                ErrorOwner.REMOTE,
                "The console of " + server + " could not be opened in time: " + why + ".",
                "Try again.");
    }

    ReconException paused(ReconException last, Duration left) {
        return new ReconException(
                last.code(),
                last.owner(),
                last.getMessage() + " It is tried again in " + DurationText.format(left.plusSeconds(1)) + ".",
                last.nextStep(),
                left,
                last);
    }
}
