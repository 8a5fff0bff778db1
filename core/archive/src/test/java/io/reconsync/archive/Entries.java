// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.archive;

import io.reconsync.contract.archive.ArchiveEntry;
import io.reconsync.contract.archive.ArchiveFormat;
import io.reconsync.contract.values.RawPath;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Makes entries and archives. */
final class Entries {
    static final Instant TIME = Instant.ofEpochSecond(1_700_000_000L, 123_456_789);

    private Entries() {}

    static List<ArchiveFormat> formats() {
        return List.of(new ZipFormat(), new TarZstFormat(), new TarGzFormat());
    }

    /** A file with its content; text is taken as ISO-8859-1, so that names can be any bytes. */
    record Given(ArchiveEntry entry, byte[] content) {}

    static Given file(String latin, String content) {
        byte[] bytes = content.getBytes(StandardCharsets.UTF_8);
        return new Given(entry(latin, ArchiveEntry.Type.FILE, bytes.length, 0640, null), bytes);
    }

    static Given folder(String latin) {
        return new Given(entry(latin, ArchiveEntry.Type.FOLDER, 0, 0750, null), null);
    }

    static Given link(String latin, String target) {
        return new Given(entry(latin, ArchiveEntry.Type.LINK, 0, 0777, target), null);
    }

    static ArchiveEntry entry(String latin, ArchiveEntry.Type type, long size, int mode, String target) {
        return new ArchiveEntry(
                RawPath.of(latin.getBytes(StandardCharsets.ISO_8859_1)),
                type,
                size,
                TIME,
                mode,
                mine("unix:uid"),
                mine("unix:gid"),
                "root",
                "root",
                Optional.ofNullable(target).map(t -> t.getBytes(StandardCharsets.ISO_8859_1)));
    }

    /** Ids of this process: only root can give a file to somebody else. */
    private static int mine(String attribute) {
        try {
            return (int) Files.getAttribute(Path.of("/proc/self"), attribute);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Path write(ArchiveFormat format, Path folder, List<Given> all) throws IOException {
        Path file = folder.resolve("archive." + format.name());
        try (OutputStream out = Files.newOutputStream(file);
                ArchiveFormat.ArchiveWriter writer = format.write(out)) {
            for (Given given : all) {
                InputStream content = given.content == null ? null : new ByteArrayInputStream(given.content);
                writer.add(given.entry, content);
            }
            writer.finish();
        }
        return file;
    }
}
