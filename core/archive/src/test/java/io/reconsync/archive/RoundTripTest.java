// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.archive;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.reconsync.archive.Entries.Given;
import io.reconsync.contract.archive.ArchiveEntry;
import io.reconsync.contract.archive.ArchiveFormat;
import io.reconsync.contract.archive.ArchiveFormat.ArchiveLimits;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RoundTripTest {
    private static final List<Given> ALL = List.of(
            Entries.folder("world"),
            Entries.file("world/with space and \n newline", "a"),
            Entries.file("world/" + latin("emoji 🦕 ü"), "bb"),
            Entries.file("world/invalid \u00ff\u00fe utf8 \u0080", "ccc"),
            Entries.file("world/" + "l".repeat(200), "long"),
            Entries.file("world/" + "\u00ff".repeat(120), "long and invalid"),
            Entries.file("world/" + latin("ü").repeat(120), "long and valid"),
            Entries.file("world/empty", ""),
            Entries.file("world/quote\"'\\", "q"),
            Entries.folder("world/deep"),
            Entries.file("world/deep/file", "x".repeat(100_000)),
            Entries.link("world/link", "deep/file"),
            Entries.link("world/long link", "d".repeat(150)));

    @TempDir
    Path temp;

    static List<ArchiveFormat> formats() {
        return Entries.formats();
    }

    @ParameterizedTest
    @MethodSource("formats")
    void everyFieldSurvives(ArchiveFormat format) throws Exception {
        Path file = Entries.write(format, temp, ALL);
        try (ArchiveFormat.ArchiveReader reader = format.read(file, ArchiveLimits.DEFAULT)) {
            for (Given given : ALL) {
                ArchiveEntry read = reader.next();
                assertEquals(given.entry().path(), read.path(), format.name());
                assertEquals(given.entry().type(), read.type());
                assertEquals(given.entry().size(), read.size());
                assertEquals(given.entry().modified(), read.modified());
                assertEquals(given.entry().mode(), read.mode());
                assertEquals(given.entry().uid(), read.uid());
                assertEquals("root", read.owner());
                assertArrayEquals(given.entry().link().orElse(null), read.link().orElse(null));
                if (given.content() != null) {
                    assertArrayEquals(given.content(), reader.content().readAllBytes());
                }
            }
            assertNull(reader.next());
        }
    }

    @ParameterizedTest
    @MethodSource("formats")
    void entriesThatNobodyReadsAreSkipped(ArchiveFormat format) throws Exception {
        Path file = Entries.write(format, temp, ALL);
        int count = 0;
        try (ArchiveFormat.ArchiveReader reader = format.read(file, ArchiveLimits.DEFAULT)) {
            while (reader.next() != null) {
                count++;
            }
        }
        assertEquals(ALL.size(), count);
    }

    private static String latin(String text) {
        return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
    }
}
