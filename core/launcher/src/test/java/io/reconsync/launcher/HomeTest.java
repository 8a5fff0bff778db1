// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.reconsync.contract.control.ControlSocket;
import io.reconsync.contract.runtime.Home;
import io.reconsync.contract.runtime.Role;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HomeTest {
    @TempDir
    Path folder;

    private Home home;
    private Program program;

    @BeforeEach
    void homes() throws IOException {
        Path root = Files.createDirectories(folder.resolve("program"));
        Files.createDirectories(root.resolve("games"));
        Files.writeString(root.resolve("games/foo.yaml"), "game: foo\n");
        program = new Program(root, "1.0", Role.AGENT);
        home = new Home(folder.resolve("home ü"));
    }

    @Test
    void whatIsPrivateIsClosedToOthers() throws IOException {
        new HomeFolders(home).prepare(program);
        for (Path closed : new Path[] {home.run(), home.secrets(), home.data()}) {
            assertEquals("rwx------", PosixFilePermissions.toString(Files.getPosixFilePermissions(closed)));
        }
        assertEquals("game: foo\n", Files.readString(home.games().resolve("foo.yaml")));
    }

    @Test
    void whatTheUserHasIsNotReplaced() throws IOException {
        Files.createDirectories(home.games());
        new HomeFolders(home).prepare(program);
        assertFalse(Files.exists(home.games().resolve("foo.yaml")));
    }

    @Test
    void aFolderOfPluginsThatVanishedIsNotMadeEmpty() throws IOException {
        Files.createDirectories(program.root().resolve("plugins"));
        new HomeFolders(home).prepare(program);
        assertTrue(Files.isDirectory(home.plugins()));
        Files.writeString(home.data().resolve("active-set.json"), "{}");
        Files.move(home.plugins(), home.root().resolve("away"));
        new HomeFolders(home).prepare(program);
        assertFalse(Files.exists(home.plugins()));
    }

    @Test
    void aFileInTheWayIsNamed() throws IOException {
        Files.createDirectories(home.root());
        Files.writeString(home.root().resolve("data"), "");
        Refusal refusal = assertThrows(Refusal.class, () -> new HomeFolders(home).prepare(program));
        assertTrue(refusal.getMessage().contains("data"), refusal.getMessage());
    }

    @Test
    void theSecondInstanceIsRefusedUntilTheFirstHasGone() {
        new HomeFolders(home).prepare(program);
        try (HomeLock first = HomeLock.take(home)) {
            Refusal refusal = assertThrows(Refusal.class, () -> HomeLock.take(home));
            assertEquals(7, refusal.exit());
            assertTrue(refusal.getMessage()
                    .contains("process " + ProcessHandle.current().pid()));
            assertTrue(Files.exists(home.run().resolve("pid")), first.toString());
        }
        HomeLock.take(home).close();
        assertFalse(Files.exists(home.run().resolve("pid")));
    }

    @Test
    void newerDataAreRefusedAndOursAreMarked() throws IOException {
        HomeFolders folders = new HomeFolders(home);
        folders.prepare(program);
        folders.checkFormat();
        assertEquals("1\n", Files.readString(home.data().resolve("format")));
        folders.checkFormat();
        Files.writeString(home.data().resolve("format"), "2\n");
        assertEquals(
                "format-newer",
                assertThrows(Refusal.class, folders::checkFormat).code());
        Files.writeString(home.data().resolve("format"), "");
        assertEquals(
                "format-unknown",
                assertThrows(Refusal.class, folders::checkFormat).code());
    }

    @Test
    void aLongHomeGetsAShortSocketOfItsOwnAndFindsItAgain() throws IOException {
        Home deep = new Home(folder.resolve("d".repeat(120)));
        new HomeFolders(deep).prepare(program);
        Path runtime = Files.createDirectories(folder.resolve("rt"));
        SocketPlace place = new SocketPlace(Map.of("XDG_RUNTIME_DIR", runtime.toString()));
        place.prepare(deep);
        Path socket = ControlSocket.of(deep);
        assertTrue(ControlSocket.fits(socket), socket.toString());
        assertTrue(socket.startsWith(runtime), socket.toString());
        assertEquals("rwx------", PosixFilePermissions.toString(Files.getPosixFilePermissions(socket.getParent())));
        place.prepare(deep);
        assertEquals(socket, ControlSocket.of(deep));
        Files.setPosixFilePermissions(socket.getParent(), PosixFilePermissions.fromString("rwxrwxrwx"));
        place.prepare(deep);
        Path other = ControlSocket.of(deep);
        assertFalse(other.equals(socket), "a folder that is open to others was taken again");
        SocketPlace.remove(deep);
        assertFalse(Files.exists(other.getParent()));
    }
}
