// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SafePathTest {
    @TempDir
    Path folder;

    private Path root;
    private Path outside;
    private SafePath safe;

    @BeforeEach
    void twoFolders() throws IOException {
        Path real = folder.toRealPath();
        root = Files.createDirectory(real.resolve("root"));
        outside = Files.createDirectory(real.resolve("root-not"));
        Files.writeString(outside.resolve("passwd"), "x");
        safe = SafePath.of(root);
    }

    private ReconException refused(String relative) {
        ReconException error = assertThrows(ReconException.class, () -> safe.resolve(relative));
        assertEquals("path-outside", error.code(), relative);
        assertEquals(ErrorOwner.USER, error.owner(), relative);
        assertTrue(error.getMessage().contains(root.toString()), error.getMessage());
        return error;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "..",
                "../root-not/passwd",
                "a/../../root-not/passwd",
                "a/../b",
                "a/..",
                "./..",
                "a/b/../../..",
                "..\\x",
                "a\\..\\..\\x",
                "a\\..",
                "/",
                "/etc/passwd",
                "//host/share",
                "\\windows",
                "\\\\host\\share",
                "C:",
                "c:x",
                "C:\\x",
                "z:/x",
                "a\0b",
                "\0",
                "../root",
                "a/../../root/b"
            })
    void whatCouldLeadOutIsRefused(String relative) {
        refused(relative);
    }

    @Test
    void aNulIsNotPrinted() {
        assertFalse(refused("a\0b").getMessage().contains("\0"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"a", "a/b/c", "...", "..a", "a..", "a..b/c", " ", "~", "$HOME", "%2e%2e", "ü/🎮", "a//b", "a\nb"
            })
    void whatStaysBelowIsResolved(String relative) {
        Path resolved = safe.resolve(relative);
        assertTrue(resolved.startsWith(root), resolved::toString);
        assertTrue(safe.contains(resolved));
        assertEquals(root.resolve(relative), resolved);
    }

    @Test
    void nothingAndADotAreTheRoot() {
        assertEquals(root, safe.resolve(""));
        assertEquals(root, safe.resolve("."));
        assertEquals(root.resolve("a/b"), safe.resolve("./a/./b"));
    }

    @Test
    void anAbsolutePathIsRefusedEvenWhenItIsInside() {
        assertEquals(
                "path-outside",
                assertThrows(ReconException.class, () -> safe.resolve(root.resolve("a")))
                        .code());
    }

    @Test
    void linksThatLeadOutAreRefusedWhereverTheyStand() throws IOException {
        Files.createSymbolicLink(root.resolve("file"), outside.resolve("passwd"));
        Files.createSymbolicLink(root.resolve("dir"), outside);
        Files.createSymbolicLink(root.resolve("up"), Path.of("../root-not"));
        Files.createSymbolicLink(root.resolve("nowhere"), outside.resolve("not-yet"));
        Files.createDirectories(root.resolve("a/b"));
        Files.createSymbolicLink(root.resolve("a/b/deep"), outside);
        Files.createSymbolicLink(root.resolve("hop"), root.resolve("dir"));
        Files.createSymbolicLink(root.resolve("inner"), root.resolve("a"));
        Files.createSymbolicLink(root.resolve("circle"), root.resolve("circle"));
        for (String name : List.of(
                "file",
                "dir",
                "dir/passwd",
                "dir/new",
                "up/passwd",
                "nowhere",
                "a/b/deep/passwd",
                "hop/passwd",
                "inner/b/deep/passwd",
                "circle")) {
            refused(name);
            assertFalse(safe.contains(root.resolve(name)), name);
        }
    }

    @Test
    void aLinkThatStaysInsideIsFine() throws IOException {
        Files.createDirectories(root.resolve("a/b"));
        Files.createSymbolicLink(root.resolve("short"), Path.of("a/b"));
        assertEquals(root.resolve("short/new"), safe.resolve("short/new"));
        assertTrue(safe.contains(root.resolve("short/new")));
    }

    @Test
    void aSiblingWithTheSameBeginningIsOutside() {
        assertFalse(safe.contains(outside));
        assertFalse(safe.contains(outside.resolve("passwd")));
        assertFalse(safe.contains(root.getParent()));
        assertFalse(safe.contains(root.resolve("../root-not")));
        assertTrue(safe.contains(root));
        assertTrue(safe.contains(root.resolve("not/yet/there")));
    }

    @Test
    void aRootThatIsALinkIsFollowedOnce() throws IOException {
        Path link = Files.createSymbolicLink(root.resolveSibling("link"), root);
        assertEquals(safe, SafePath.of(link));
        assertEquals(root.resolve("a"), SafePath.of(link).resolve("a"));
    }

    @Test
    void aRootThatIsNotThereYetContainsItsFuture() {
        SafePath later = SafePath.of(root.resolve("later"));
        assertEquals(root.resolve("later/a"), later.resolve("a"));
        assertFalse(later.contains(root));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "con",
                "CON",
                "nul",
                "Nul.txt",
                "aux.tar.gz",
                "com1",
                "LPT9.log",
                "prn",
                "con .txt",
                "a.",
                "a ",
                "a:b",
                "file.txt:stream"
            })
    void devicesOfWindowsAreKnown(String name) {
        assertTrue(SafePath.reserved(name), name);
    }

    @ParameterizedTest
    @ValueSource(strings = {"console", "com", "com10", "nulls", "auxiliary.txt", "a.con", "lpt", ".con"})
    void whatOnlyLooksLikeADeviceIsNone(String name) {
        assertFalse(SafePath.reserved(name), name);
    }
}
