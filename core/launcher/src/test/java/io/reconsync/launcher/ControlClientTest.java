// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.reconsync.contract.commands.ExitCode;
import io.reconsync.contract.runtime.Home;
import java.io.IOException;
import java.net.SocketException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ControlClientTest {
    @TempDir
    Path folder;

    @Test
    void anotherUsersInstanceIsNotOneThatDoesNotRun() throws IOException {
        Files.createDirectories(folder.resolve("run"));
        Home home = new Home(folder);
        assertEquals(
                ExitCode.DENIED,
                ControlClient.refusal(home, new SocketException("Permission denied"))
                        .exit());
        assertEquals(
                ExitCode.NOT_RUNNING,
                ControlClient.refusal(home, new SocketException("Connection refused"))
                        .exit());
    }
}
