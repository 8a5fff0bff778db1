// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.archive;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.reconsync.archive.Entries.Given;
import io.reconsync.contract.archive.ArchiveEntry;
import io.reconsync.contract.archive.ArchiveFormat;
import io.reconsync.contract.archive.ArchiveFormat.ArchiveLimits;
import io.reconsync.contract.archive.Extractor;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ExtractionTest {
    @TempDir
    Path temp;

    static List<ArchiveFormat> formats() {
        return Entries.formats();
    }

    @ParameterizedTest
    @MethodSource("formats")
    void modesTimesAndLinksComeBack(ArchiveFormat format) throws Exception {
        List<Given> all = List.of(
                Entries.folder("w"),
                Entries.folder("w/sub"),
                Entries.file("w/sub/\u00ff", "content"),
                Entries.link("w/up", "sub/../sub"),
                Entries.file("w/z", "last"));
        Path out = extract(format, Entries.write(format, temp, all), entry -> true);
        for (Given given : all) {
            Path path = given.entry().path().in(out);
            if (given.entry().type() == ArchiveEntry.Type.LINK) {
                assertEquals("sub/../sub", Files.readSymbolicLink(path).toString());
                continue;
            }
            assertEquals(Entries.TIME, Files.getLastModifiedTime(path).toInstant(), path.toString());
            assertEquals(given.entry().mode(), (int) Files.getAttribute(path, "unix:mode") & 07777);
            if (given.content() != null) {
                assertArrayEquals(given.content(), Files.readAllBytes(path));
            }
        }
    }

    @Test
    void anUnwantedEntryIsNotWritten() throws Exception {
        List<Given> all = List.of(Entries.file("a", "1"), Entries.file("b", "2"));
        ArchiveFormat format = new ZipFormat();
        Path out = extract(
                format,
                Entries.write(format, temp, all),
                entry -> entry.path().text().equals("b"));
        assertFalse(Files.exists(out.resolve("a")));
        assertEquals("2", Files.readString(out.resolve("b")));
    }

    /** All but a few bytes are holes, and are holes again afterwards; {@code -Dhuge.gib=9} for 64-bit sizes too. */
    @ParameterizedTest
    @MethodSource("formats")
    void hugeSparseFilesComeBackSparse(ArchiveFormat format) throws Exception {
        long size = Math.max(200L << 20, Long.getLong("huge.gib", 0) << 30) + 5;
        Path archive = temp.resolve("huge");
        try (OutputStream out = Files.newOutputStream(archive);
                ArchiveFormat.ArchiveWriter writer = format.write(out)) {
            writer.add(Entries.entry("huge", ArchiveEntry.Type.FILE, size, 0644, null), new Zeros(size));
            writer.finish();
        }
        ArchiveLimits limits = new ArchiveLimits(10, size, Double.MAX_VALUE);
        Path out = Files.createDirectory(temp.resolve("out"));
        try (ArchiveFormat.ArchiveReader reader = format.read(archive, limits)) {
            new FolderExtractor().extract(reader, out, false, new All(entry -> true));
        }
        Path huge = out.resolve("huge");
        assertEquals(size, Files.size(huge));
        Process du = new ProcessBuilder("du", "-k", huge.toString()).start();
        String used = new String(du.getInputStream().readAllBytes()).split("\\s")[0];
        assertTrue(Long.parseLong(used) < 64, "blocks in use: " + used + " kB");
        try (InputStream in = Files.newInputStream(huge)) {
            in.skipNBytes(size - 1);
            assertEquals('!', in.read());
        }
    }

    /** Only the header is looked at: what follows it would take too long to write. */
    @Test
    void sizesFromEightGibibytesStandInARecordThatOthersRead() throws Exception {
        long size = (9L << 30) + 5;
        java.io.ByteArrayOutputStream head = new java.io.ByteArrayOutputStream();
        TarWriter writer = new TarWriter(head);
        java.io.IOException cut = org.junit.jupiter.api.Assertions.assertThrows(
                java.io.IOException.class,
                () -> writer.add(Entries.entry("huge", ArchiveEntry.Type.FILE, size, 0644, null), new Zeros(5000)));
        assertTrue(cut.getMessage().contains("shorter than announced"));
        try (TarReader ours = new TarReader(
                new java.io.ByteArrayInputStream(head.toByteArray()),
                ArchiveLimits.DEFAULT,
                new Refusal(Path.of("huge.tar")))) {
            assertEquals(size, ours.next().size());
        }
        try (var theirs = new org.apache.commons.compress.archivers.tar.TarArchiveInputStream(
                new java.io.ByteArrayInputStream(head.toByteArray()))) {
            assertEquals(size, theirs.getNextEntry().getSize());
        }
    }

    private Path extract(ArchiveFormat format, Path archive, java.util.function.Predicate<ArchiveEntry> wanted)
            throws Exception {
        Path out = Files.createDirectory(temp.resolve("out"));
        try (ArchiveFormat.ArchiveReader reader = format.read(archive, ArchiveLimits.DEFAULT)) {
            new FolderExtractor().extract(reader, out, true, new All(wanted));
        }
        assertTrue(Files.isDirectory(out, LinkOption.NOFOLLOW_LINKS));
        return out;
    }

    private record All(java.util.function.Predicate<ArchiveEntry> wanted) implements Extractor.Visitor {
        @Override
        public boolean wants(ArchiveEntry entry) {
            return wanted.test(entry);
        }

        @Override
        public void done(ArchiveEntry entry, String sha256) {
            assertEquals(entry.type() == ArchiveEntry.Type.FILE ? 64 : 0, sha256.length());
        }
    }

    /** Zeros, and an exclamation mark as the last byte. */
    private static final class Zeros extends InputStream {
        private long left;

        Zeros(long size) {
            this.left = size;
        }

        @Override
        public int read() {
            return left == 0 ? -1 : --left == 0 ? '!' : 0;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) {
            if (left == 0) {
                return -1;
            }
            int count = (int) Math.min(length, left);
            java.util.Arrays.fill(buffer, offset, offset + count, (byte) 0);
            left -= count;
            if (left == 0) {
                buffer[offset + count - 1] = '!';
            }
            return count;
        }
    }
}
