// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.archive;

import io.reconsync.archive.Entries.Given;
import io.reconsync.contract.archive.ArchiveEntry;
import io.reconsync.contract.archive.ArchiveFormat;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.zip.GZIPOutputStream;

/** Archives that somebody made to hurt. Each has the code it must be refused with. */
final class HostileArchives {
    private final Path folder;
    private final List<Hostile> all = new ArrayList<>();

    HostileArchives(Path folder) {
        this.folder = folder;
    }

    record Hostile(String what, ArchiveFormat format, Path file, String code) {
        @Override
        public String toString() {
            return what;
        }
    }

    static List<Hostile> in(Path folder) throws IOException {
        HostileArchives archives = new HostileArchives(folder);
        archives.names();
        archives.links();
        archives.tarShapes();
        archives.zipShapes();
        archives.bombs();
        archives.cuts();
        return archives.all;
    }

    private void names() throws IOException {
        tar(
                "tar: absolute name",
                "path-outside",
                new RawTar().file("/etc/evil", "x").end());
        tar(
                "tar: leads upwards",
                "path-outside",
                new RawTar().file("a/../../evil", "x").end());
        tar("tar: dots only", "path-outside", new RawTar().file("..", "x").end());
        tar(
                "tar: drive letter",
                "path-outside",
                new RawTar().file("C:evil", "x").end());
        tar(
                "tar: backslash upwards",
                "path-outside",
                new RawTar().file("..\\evil", "x").end());
        tar(
                "tar: NUL in a pax path",
                "path-outside",
                new RawTar().pax("12 path=a\0b\n").file("a", "x").end());
        tar(
                "tar: pax path upwards",
                "path-outside",
                new RawTar().pax("16 path=../evil\n").file("a", "x").end());
        tar(
                "tar: empty part",
                "archive-malformed",
                new RawTar().file("a//b", "x").end());
        tar(
                "tar: name of 300 bytes",
                "archive-malformed",
                new RawTar()
                        .pax("310 path=" + "n".repeat(300) + "\n")
                        .file("a", "x")
                        .end());
        zip("zip: leads upwards", "path-outside", List.of(Entries.file("aa/evil", "x")), swap("aa/evil", "../evil"));
        zip("zip: absolute name", "path-outside", List.of(Entries.file("a/evil", "x")), swap("a/evil", "//evil"));
        tar(
                "tar: twice the same file",
                "archive-malformed",
                new RawTar().file("a", "1").file("a", "2").end());
        zip(
                "zip: twice the same file",
                "archive-malformed",
                List.of(Entries.file("aa", "1"), Entries.file("ab", "2")),
                swap("ab", "aa"));
    }

    private void links() throws IOException {
        tar(
                "tar: absolute link",
                "path-outside",
                new RawTar().link("l", "/etc/passwd").end());
        tar(
                "tar: link upwards",
                "path-outside",
                new RawTar().link("a/l", "../../outside").end());
        tar(
                "tar: link through dots",
                "path-outside",
                new RawTar().link("l", "a/../../outside").end());
        tar(
                "tar: file below a link",
                "path-outside",
                new RawTar().link("l", ".").file("l/x/evil", "x").end());
        tar(
                "tar: file over a link",
                "path-outside",
                new RawTar().link("l", "target").file("l", "x").end());
        tar(
                "tar: hard link",
                "archive-malformed",
                new RawTar().entry("h", '1', "/etc/passwd", 0, "").end());
        zip("zip: link upwards", "path-outside", List.of(Entries.link("l", "../outside")), bytes -> bytes);
    }

    private void tarShapes() throws IOException {
        tar(
                "tar: device",
                "archive-malformed",
                new RawTar().entry("d", '3', "", 0, "").end());
        tar(
                "tar: pipe",
                "archive-malformed",
                new RawTar().entry("p", '6', "", 0, "").end());
        tar(
                "tar: forged size",
                "archive-malformed",
                new RawTar().entry("f", '0', "", 1L << 30, "x").end());
        tar(
                "tar: negative size",
                "archive-malformed",
                new RawTar().pax("11 size=-1\n").file("a", "x").end());
        tar(
                "tar: pax record too long",
                "archive-malformed",
                new RawTar().pax("99 path=a\n").file("a", "x").end());
        tar(
                "tar: something behind the end",
                "archive-malformed",
                new RawTar().file("a", "x").end().raw("evil"));
        tar("tar: no end", "archive-malformed", new RawTar().file("a", "x"));
    }

    private void zipShapes() throws IOException {
        List<Given> two = List.of(Entries.file("aa", "first".repeat(50)), Entries.file("bb", "second".repeat(50)));
        zip("zip: entries overlap", "archive-malformed", two, bytes -> {
            int second = last(bytes, "PK\1\2");
            Arrays.fill(bytes, second + 42, second + 46, (byte) 0);
            return bytes;
        });
        zip("zip: forged size", "archive-malformed", two, bytes -> {
            bytes[last(bytes, "PK\1\2") + 24] += 1;
            return bytes;
        });
        zip("zip: names differ", "archive-malformed", two, bytes -> {
            bytes[last(bytes, "PK\1\2") + 46] = 'c';
            return bytes;
        });
        zip("zip: device", "archive-malformed", two, bytes -> {
            bytes[last(bytes, "PK\1\2") + 41] = 0x21;
            return bytes;
        });
        zip("zip: something behind the end", "archive-malformed", two, bytes -> join(bytes, "evil"));
        zip(
                "zip: something before the beginning",
                "archive-malformed",
                two,
                bytes -> join(
                        "evil".getBytes(StandardCharsets.ISO_8859_1), new String(bytes, StandardCharsets.ISO_8859_1)));
        zip("zip: encrypted", "archive-malformed", two, bytes -> {
            bytes[last(bytes, "PK\1\2") + 8] |= 1;
            return bytes;
        });
    }

    private void bombs() throws IOException {
        for (ArchiveFormat format : Entries.formats()) {
            long size = 1L << 26;
            Path file = folder.resolve("bomb." + format.name());
            try (OutputStream out = Files.newOutputStream(file);
                    ArchiveFormat.ArchiveWriter writer = format.write(out)) {
                writer.add(Entries.entry("bomb", ArchiveEntry.Type.FILE, size, 0644, null), new Nothing(size));
                writer.finish();
            }
            all.add(new Hostile(format.name() + ": zeros without end", format, file, "archive-bomb"));
        }
        zip("zip: four billion entries", "archive-malformed", List.of(Entries.file("a", "x")), bytes -> {
            int end = last(bytes, "PK\5\6");
            Arrays.fill(bytes, end + 8, end + 12, (byte) 0xFF);
            return bytes;
        });
        tar("tar: a header of 2 GB", "archive-bomb", new RawTar().entry("x", 'x', "", 2_000_000_000L, ""));
    }

    private void cuts() throws IOException {
        for (ArchiveFormat format : Entries.formats()) {
            Path whole = Entries.write(format, folder, List.of(Entries.file("a", "content".repeat(100))));
            byte[] bytes = Files.readAllBytes(whole);
            Files.delete(whole);
            Path cut = folder.resolve("cut." + format.name());
            Files.write(cut, Arrays.copyOf(bytes, bytes.length * 2 / 3));
            all.add(new Hostile(format.name() + ": cut off", format, cut, "archive-malformed"));
            Path more = folder.resolve("more." + format.name());
            Files.write(more, join(bytes, "garbage"));
            all.add(new Hostile(format.name() + ": garbage behind", format, more, "archive-malformed"));
            Path empty = folder.resolve("empty." + format.name());
            Files.write(empty, new byte[0]);
            all.add(new Hostile(format.name() + ": empty", format, empty, "archive-malformed"));
        }
    }

    private void tar(String what, String code, RawTar tar) throws IOException {
        Path file = folder.resolve(all.size() + ".tar.gz");
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
            out.write(tar.bytes());
        }
        all.add(new Hostile(what, new TarGzFormat(), file, code));
    }

    private void zip(String what, String code, List<Given> given, UnaryOperator<byte[]> change) throws IOException {
        Path whole = Entries.write(new ZipFormat(), folder, given);
        Path file = folder.resolve(all.size() + ".zip");
        Files.write(file, change.apply(Files.readAllBytes(whole)));
        Files.delete(whole);
        all.add(new Hostile(what, new ZipFormat(), file, code));
    }

    private static UnaryOperator<byte[]> swap(String from, String to) {
        return bytes ->
                new String(bytes, StandardCharsets.ISO_8859_1).replace(from, to).getBytes(StandardCharsets.ISO_8859_1);
    }

    private static int last(byte[] bytes, String text) {
        return new String(bytes, StandardCharsets.ISO_8859_1).lastIndexOf(text);
    }

    private static byte[] join(byte[] bytes, String more) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(bytes);
        out.writeBytes(more.getBytes(StandardCharsets.ISO_8859_1));
        return out.toByteArray();
    }

    /** Zeros. */
    private static final class Nothing extends InputStream {
        private long left;

        Nothing(long size) {
            this.left = size;
        }

        @Override
        public int read() {
            return left-- > 0 ? 0 : -1;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) {
            if (left <= 0) {
                return -1;
            }
            int count = (int) Math.min(length, left);
            Arrays.fill(buffer, offset, offset + count, (byte) 0);
            left -= count;
            return count;
        }
    }
}
