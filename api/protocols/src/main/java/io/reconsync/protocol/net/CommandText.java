// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.protocol.net;

import io.reconsync.api.ErrorOwner;
import io.reconsync.api.ReconException;
import java.nio.charset.StandardCharsets;

/** Checks commands before they reach a wire: a line break inside would be a second command. */
public final class CommandText {
    private CommandText() {}

    /**
     * The bytes of a command in UTF-8.
     *
     * @throws ReconException code {@code console-command-invalid}, owner USER
     */
    public static byte[] bytes(String command, int most) {
        if (command.chars().anyMatch(c -> c == '\n' || c == '\r' || c == 0)) {
            throw invalid("The command contains a line break or a NUL.", "Send each command by itself.");
        }
        byte[] bytes = command.getBytes(StandardCharsets.UTF_8);
        if (bytes.length > most) {
            throw invalid(
                    "The command is " + bytes.length + " bytes long, and the server takes " + most + ".",
                    "Shorten it.");
        }
        return bytes;
    }

    private static ReconException invalid(String message, String nextStep) {
        return new ReconException("console-command-invalid", ErrorOwner.USER, message, nextStep);
    }
}
