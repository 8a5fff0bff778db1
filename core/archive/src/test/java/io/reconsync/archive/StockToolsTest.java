// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.archive;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.github.luben.zstd.ZstdInputStream;
import io.reconsync.archive.Entries.Given;
import io.reconsync.contract.archive.ArchiveEntry;
import io.reconsync.contract.archive.ArchiveFormat;
import io.reconsync.contract.values.RawName;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Enumeration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Programs that nobody here wrote open what we write. */
class StockToolsTest {
    private static final List<Given> ALL = List.of(
            Entries.folder("w"),
            Entries.file("w/plain", "plain"),
            Entries.file("w/new\nline", "newline"),
            Entries.file("w/\u00ff invalid", "invalid"),
            Entries.file("w/\u00c3\u00bc", "umlaut"),
            Entries.file("w/" + "\u00fe".repeat(130), "long"),
            Entries.link("w/link", "plain"));

    @TempDir
    Path temp;

    @Test
    void gnuTarGivesBackEveryByteOfTheNames() throws Exception {
        Path file = Entries.write(new TarGzFormat(), temp, ALL);
        Path out = Files.createDirectory(temp.resolve("out"));
        run("tar", "-xzf", file.toString(), "-C", out.toString());
        check(out);
        assertEquals(
                Entries.TIME, Files.getLastModifiedTime(out.resolve("w/plain")).toInstant());
    }

    @Test
    void unzipGivesBackEveryByteOfTheNames() throws Exception {
        Path file = Entries.write(new ZipFormat(), temp, ALL);
        Path out = Files.createDirectory(temp.resolve("out"));
        if (Files.isExecutable(Path.of("/usr/bin/unzip"))) {
            run("unzip", "-q", "-^", file.toString(), "-d", out.toString());
            check(out);
        }
        try (ZipFile zip = ZipFile.builder().setPath(file).get()) {
            int count = 0;
            for (Enumeration<ZipArchiveEntry> e = zip.getEntriesInPhysicalOrder(); e.hasMoreElements(); count++) {
                ZipArchiveEntry entry = e.nextElement();
                Given given = ALL.get(count);
                if (given.content() != null) {
                    assertArrayEquals(given.entry().path().bytes(), entry.getRawName());
                    assertArrayEquals(given.content(), zip.getInputStream(entry).readAllBytes());
                }
                assertEquals(given.entry().type() == ArchiveEntry.Type.LINK, entry.isUnixSymlink());
            }
            assertEquals(ALL.size(), count);
        }
    }

    @Test
    void commonsCompressReadsBothTars() throws Exception {
        for (ArchiveFormat format : List.of(new TarZstFormat(), new TarGzFormat())) {
            Path file = Entries.write(format, temp, ALL);
            InputStream packed = Files.newInputStream(file);
            InputStream plain =
                    format.name().endsWith("zst") ? new ZstdInputStream(packed) : new GZIPInputStream(packed);
            int count = 0;
            try (TarArchiveInputStream tar = new TarArchiveInputStream(plain, "ISO-8859-1")) {
                for (TarArchiveEntry entry; (entry = tar.getNextEntry()) != null; count++) {
                    Given given = ALL.get(count);
                    if (given.entry().path().bytes().length <= 100 && given.content() != null) {
                        assertArrayEquals(
                                given.entry().path().bytes(), entry.getName().getBytes(StandardCharsets.ISO_8859_1));
                        assertArrayEquals(given.content(), tar.readAllBytes());
                    }
                }
            }
            assertEquals(ALL.size(), count);
        }
    }

    private static void check(Path out) throws Exception {
        for (Given given : ALL) {
            Path path = given.entry().path().in(out);
            if (given.content() != null) {
                assertArrayEquals(
                        given.content(),
                        Files.readAllBytes(path),
                        given.entry().path().text());
            }
        }
        assertEquals(RawName.of("plain").in(Path.of("")), Files.readSymbolicLink(out.resolve("w/link")));
    }

    private static void run(String... command) throws Exception {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertTrue(process.waitFor(30, TimeUnit.SECONDS));
        assertEquals(0, process.exitValue(), said);
    }
}
