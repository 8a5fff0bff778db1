// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.protocol.log;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.reconsync.api.ReconException;
import io.reconsync.api.SafePath;
import io.reconsync.api.game.GameProfile;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogTailTest {
    @TempDir
    Path folder;

    private Path log;
    private long modified = 1_700_000_000_000L;

    @BeforeEach
    void name() {
        log = folder.resolve("a.log");
    }

    private void write(Path file, String text) throws IOException {
        Files.writeString(file, text, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        modified += 1000;
        Files.setLastModifiedTime(file, FileTime.fromMillis(modified));
    }

    private LogTail tail(LogMark mark, GameProfile.LogPart part) {
        return LogTail.at(mark, SafePath.of(folder), "games/foo.yaml", part, Clock.systemUTC());
    }

    private LogTail tail() {
        return tail(LogMark.beginning(), Profiles.log("a.log"));
    }

    private static List<String> poll(LogTail tail) {
        List<String> lines = new ArrayList<>();
        tail.poll(line -> lines.add(line.text()));
        return lines;
    }

    @Test
    void givesCompleteLinesOnly() throws IOException {
        write(log, "one\r\ntw");
        try (LogTail tail = tail()) {
            assertEquals(List.of("one"), poll(tail));
            write(log, "o\n\nthree\n");
            assertEquals(List.of("two", "", "three"), poll(tail));
            assertEquals(List.of(), poll(tail));
        }
    }

    @Test
    void startsAtAMarkAndSkipsTheLineThatWasHalfWrittenThen() throws IOException {
        write(log, "old\nWorld sa");
        LogMark mark = LogMark.now(SafePath.of(folder), Profiles.log("a.log"));
        write(log, "ved\nnew\n");
        try (LogTail tail = tail(mark, Profiles.log("a.log"))) {
            assertEquals(List.of("new"), poll(tail));
        }
    }

    @Test
    void readsARenamedFileToItsEndBeforeTheNewOne() throws IOException {
        write(log, "one\n");
        try (LogTail tail = tail()) {
            poll(tail);
            write(log, "two\n");
            Files.move(log, folder.resolve("a.log.1"));
            write(folder.resolve("a.log.1"), "three\nfour without end");
            write(log, "five\n");
            assertEquals(List.of("two", "three", "four without end", "five"), poll(tail));
        }
    }

    @Test
    void keepsFollowingTheOldFileWhileTheNewOneIsEmpty() throws IOException {
        write(log, "one\n");
        try (LogTail tail = tail()) {
            poll(tail);
            Files.move(log, folder.resolve("a.log.1"));
            Files.createFile(log);
            write(folder.resolve("a.log.1"), "two\n");
            assertEquals(List.of("two"), poll(tail));
            write(folder.resolve("a.log.1"), "three\n");
            write(log, "four\n");
            assertEquals(List.of("three", "four"), poll(tail));
        }
    }

    @Test
    void noticesTruncation() throws IOException {
        write(log, "one\ntwo\n");
        try (LogTail tail = tail()) {
            poll(tail);
            Files.writeString(log, "x\n");
            assertEquals(List.of("x"), poll(tail));
        }
    }

    @Test
    void noticesTruncationEvenWhenTheFileHasGrownPastTheOldEnd() throws IOException {
        write(log, "one\ntwo\n");
        try (LogTail tail = tail()) {
            poll(tail);
            Files.writeString(log, "another line\nand one more\n");
            assertEquals(List.of("another line", "and one more"), poll(tail));
        }
    }

    @Test
    void goesOnBehindTheHoleThatAnOpenWriterLeavesAfterATruncation() throws IOException {
        write(log, "one\ntwo\n");
        try (LogTail tail = tail()) {
            poll(tail);
            try (RandomAccessFile file = new RandomAccessFile(log.toFile(), "rw")) {
                file.setLength(0);
                file.seek(8);
                file.write("three\n".getBytes(StandardCharsets.UTF_8));
            }
            assertEquals(List.of("three"), poll(tail));
        }
    }

    @Test
    void survivesAbsence() throws IOException {
        try (LogTail tail = tail()) {
            assertEquals(List.of(), poll(tail));
            write(log, "one\n");
            assertEquals(List.of("one"), poll(tail));
            Files.delete(log);
            assertEquals(List.of(), poll(tail));
            write(log, "two\n");
            assertEquals(List.of("two"), poll(tail));
        }
    }

    @Test
    void followsTheNewestOfAGlobAndRepeatsNothing() throws IOException {
        write(folder.resolve("out_1.txt"), "a1\n");
        write(folder.resolve("out_2.txt"), "b1\n");
        GameProfile.LogPart part = Profiles.log("out_*.txt");
        LogMark mark = LogMark.now(SafePath.of(folder), part);
        try (LogTail tail = tail(mark, part)) {
            assertEquals(List.of(), poll(tail));
            write(folder.resolve("out_1.txt"), "a2\n");
            assertEquals(List.of("a2"), poll(tail));
            write(folder.resolve("out_2.txt"), "b2\n");
            assertEquals(List.of("b2"), poll(tail));
            write(folder.resolve("out_3.txt"), "c1\n");
            assertEquals(List.of("c1"), poll(tail));
            write(folder.resolve("out_1.txt"), "a3\n");
            assertEquals(List.of("a3"), poll(tail));
        }
    }

    @Test
    void goesOnAtItsPosition() throws IOException {
        write(log, "one\ntw");
        LogMark position;
        try (LogTail tail = tail()) {
            poll(tail);
            position = tail.position();
        }
        write(log, "o\nthree\n");
        try (LogTail tail = tail(position, Profiles.log("a.log"))) {
            assertEquals(List.of("two", "three"), poll(tail));
        }
    }

    @Test
    void readsAReplacementWithTheSameIdentityFromItsBeginning() throws IOException {
        write(log, "one\n");
        LogMark old = LogMark.now(SafePath.of(folder), Profiles.log("a.log"));
        Files.writeString(log, "completely new\n");
        try (LogTail tail = tail(old, Profiles.log("a.log"))) {
            assertEquals(List.of("completely new"), poll(tail));
        }
    }

    @Test
    void cutsEndlessLines() throws IOException {
        write(log, "x".repeat(3_000_000) + "\nshort\n" + "\u0000".repeat(100_000) + "nul\n");
        try (LogTail tail = tail()) {
            List<String> lines = poll(tail);
            assertEquals(
                    List.of(LogText.LONGEST, 5, 3),
                    lines.stream().map(String::length).toList());
        }
    }

    @Test
    void decodesAnything() throws IOException {
        Files.write(log, new byte[] {(byte) 0xc3, (byte) 0x28, '\n', (byte) 0xf0, (byte) 0x9f, '\n'});
        try (LogTail tail = tail()) {
            assertEquals(List.of("\uFFFD(", "\uFFFD"), poll(tail));
        }
    }

    @Test
    void readsOnlyRegularFilesBelowTheFolder() throws IOException {
        Path outside = Files.createTempFile("outside", ".log");
        Files.writeString(outside, "secret\n");
        Files.createSymbolicLink(folder.resolve("link.log"), outside);
        Files.createDirectory(folder.resolve("dir.log"));
        try (LogTail tail = tail(LogMark.beginning(), Profiles.log("*.log"))) {
            assertEquals(List.of(), poll(tail));
        } finally {
            Files.delete(outside);
        }
        LogTail up = tail(LogMark.beginning(), Profiles.log("../*.log"));
        assertEquals(
                "path-outside",
                assertThrows(ReconException.class, () -> poll(up)).code());
    }

    @Test
    void staysSmallAndQuickOnRandomBytes() throws IOException {
        byte[] noise = new byte[1 << 20];
        new java.util.Random(7).nextBytes(noise);
        Files.write(log, noise);
        long start = System.nanoTime();
        try (LogTail tail = tail()) {
            List<String> lines = poll(tail);
            assertTrue(lines.size() > 1000);
            assertTrue(lines.stream().allMatch(line -> line.chars().noneMatch(c -> c < ' ' && c != '\t')));
        }
        assertTrue(System.nanoTime() - start < 5_000_000_000L);
    }
}
