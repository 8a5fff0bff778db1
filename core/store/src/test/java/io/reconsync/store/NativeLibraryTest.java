// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.store;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sqlite.util.LibraryLoaderUtil;

class NativeLibraryTest {
    @TempDir
    Path home;

    private Path folder;
    private Path library;
    private byte[] whole;

    @BeforeEach
    void unpacked() throws IOException {
        System.clearProperty(NativeLibrary.FOLDER);
        folder = home.resolve("native/sqlite");
        library = folder.resolve(LibraryLoaderUtil.getNativeLibName());
        new NativeLibrary(folder).use();
        whole = Files.readAllBytes(library);
    }

    @AfterEach
    void forget() {
        System.clearProperty(NativeLibrary.FOLDER);
    }

    private void again() throws IOException {
        System.clearProperty(NativeLibrary.FOLDER);
        new NativeLibrary(folder).use();
        assertEquals(folder.toString(), System.getProperty(NativeLibrary.FOLDER));
        assertTrue(new NativeLibrary(folder).isWhole());
        assertArrayEquals(whole, Files.readAllBytes(library));
    }

    @Test
    void itIsUnpackedOnceAndThenKept() throws IOException {
        assertTrue(whole.length > 100_000);
        assertEquals(folder.toString(), System.getProperty(NativeLibrary.FOLDER));
        var made = Files.getLastModifiedTime(library);
        again();
        assertEquals(made, Files.getLastModifiedTime(library));
    }

    @Test
    void whatAKillLeftIsMadeAnew() throws IOException {
        Files.write(library, Arrays.copyOf(whole, whole.length / 2));
        assertFalse(new NativeLibrary(folder).isWhole());
        again();
        byte[] flipped = whole.clone();
        flipped[whole.length / 3] ^= 1;
        Files.write(library, flipped);
        again();
        Files.delete(library);
        again();
        Files.write(library.resolveSibling(library.getFileName() + ".tmp"), new byte[10]);
        again();
    }

    @Test
    void anOriginThatSaysNothingOrAnotherMachineIsWrittenAnew() throws IOException {
        Path origin = folder.resolve("origin");
        String good = Files.readString(origin);
        for (String bad : new String[] {"", "x", "Plan9 mips\n/org/sqlite/native/Linux/x86_64", good + "/x"}) {
            Files.writeString(origin, bad);
            assertFalse(new NativeLibrary(folder).isWhole(), bad);
            again();
            assertEquals(good, Files.readString(origin));
        }
        Files.delete(origin);
        again();
    }

    @Test
    void aFolderInWhichNothingCanBeWrittenLeavesTheDriverToItself() throws IOException {
        System.clearProperty(NativeLibrary.FOLDER);
        Path file = Files.writeString(home.resolve("file"), "x");
        new NativeLibrary(file.resolve("sqlite")).use();
        assertNull(System.getProperty(NativeLibrary.FOLDER));
    }

    @Test
    void whoSetsTheFolderHimselfIsLeftAlone() {
        System.setProperty(NativeLibrary.FOLDER, "/elsewhere");
        new NativeLibrary(home.resolve("other")).use();
        assertEquals("/elsewhere", System.getProperty(NativeLibrary.FOLDER));
        assertFalse(Files.exists(home.resolve("other")));
    }
}
