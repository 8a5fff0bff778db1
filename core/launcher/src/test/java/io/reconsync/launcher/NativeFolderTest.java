// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NativeFolderTest {
    @TempDir
    Path home;

    private final Properties before = (Properties) System.getProperties().clone();

    @AfterEach
    void putBack() {
        System.setProperties(before);
    }

    @Test
    void filesOfAKilledProcessGoAndFoldersStay() throws IOException {
        Path folder = Files.createDirectories(home.resolve("native"));
        List<Path> left = List.of(
                folder.resolve("sqlite-3.54-libsqlitejdbc.so"),
                folder.resolve("libzstd-jni-1.so"),
                folder.resolve("jna1.tmp"));
        for (Path file : left) {
            Files.writeString(file, "x");
        }
        Path outside = Files.writeString(home.resolve("outside"), "x");
        Path link = Files.createSymbolicLink(folder.resolve("link"), outside);
        Path kept = Files.writeString(
                Files.createDirectory(folder.resolve("sqlite")).resolve("lib.so"), "x");
        new NativeFolder(folder).prepare();
        left.forEach(file -> assertFalse(Files.exists(file), file::toString));
        assertFalse(Files.exists(link));
        assertTrue(Files.exists(outside));
        assertTrue(Files.exists(kept));
    }

    @Test
    void librariesAreToldUnlessSomebodyTellsThemOtherwise() {
        System.setProperty("jna.tmpdir", "/elsewhere");
        System.clearProperty("ZstdTempFolder");
        Path folder = home.resolve("native");
        new NativeFolder(folder).prepare();
        assertEquals("/elsewhere", System.getProperty("jna.tmpdir"));
        assertEquals(folder.toString(), System.getProperty("ZstdTempFolder"));
        assertTrue(Files.isDirectory(folder));
    }

    @Test
    void aFolderThatCannotBeMadeEndsNothing() throws IOException {
        Path file = Files.writeString(home.resolve("native"), "in the way");
        new NativeFolder(file).prepare();
        assertEquals("in the way", Files.readString(file));
    }
}
