// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.archive;

import static io.reconsync.archive.ZipFields.put2;
import static io.reconsync.archive.ZipFields.put4;
import static io.reconsync.archive.ZipFields.put8;

import io.reconsync.contract.archive.ArchiveEntry;
import io.reconsync.contract.archive.ArchiveFormat.ArchiveWriter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.zip.CRC32;
import java.util.zip.Deflater;

/**
 * Writes zip onto a stream. A name that is valid UTF-8 is marked as that; any other is written as the bytes that it is,
 * without the mark, which Unix tools give back unchanged. Files from 4 GiB use the 64-bit fields.
 */
final class ZipWriter implements ArchiveWriter {
    private static final long LARGE = 0xF000_0000L;

    private final OutputStream out;
    private final PackedBytes central = new PackedBytes();
    private final Deflater deflater = new Deflater(Deflater.DEFAULT_COMPRESSION, true);
    private final byte[] plain = new byte[1 << 16];
    private final byte[] packed = new byte[1 << 16];
    private long at;
    private long count;

    ZipWriter(OutputStream out) {
        this.out = out;
    }

    @Override
    public void add(ArchiveEntry entry, InputStream content) throws IOException {
        byte[] name = name(entry);
        byte[] extra = ZipExtra.write(entry);
        boolean file = entry.type() == ArchiveEntry.Type.FILE && entry.size() > 0;
        boolean large = file && entry.size() >= LARGE;
        int flags = (entry.path().names().stream().allMatch(n -> n.isUtf8()) ? ZipFields.UTF8 : 0)
                | (file ? ZipFields.HAS_DESCRIPTOR : 0);
        byte[] link = entry.link().orElse(new byte[0]);
        CRC32 crc = new CRC32();
        crc.update(link);
        long start = at;
        ByteArrayOutputStream header = new ByteArrayOutputStream();
        put4(header, ZipFields.LOCAL);
        put2(header, large ? 45 : 20);
        put2(header, flags);
        put2(header, file ? ZipFields.DEFLATED : ZipFields.STORED);
        put4(header, ZipFields.dosTime(entry.modified()));
        put4(header, file ? 0 : crc.getValue());
        put4(header, large ? ZipFields.MAX32 : link.length);
        put4(header, large ? ZipFields.MAX32 : link.length);
        put2(header, name.length);
        put2(header, extra.length + (large ? 20 : 0));
        header.writeBytes(name);
        if (large) {
            put2(header, ZipFields.EXTRA_ZIP64);
            put2(header, 16);
            put8(header, 0);
            put8(header, 0);
        }
        header.writeBytes(extra);
        header.writeBytes(link);
        write(header.toByteArray());
        long stored = link.length;
        if (file) {
            stored = deflate(content, entry, crc);
            descriptor(crc.getValue(), stored, entry.size(), large);
        } else if (entry.type() == ArchiveEntry.Type.FILE && content.read() >= 0) {
            throw new IOException("the content of " + entry.path() + " is longer than announced");
        }
        long size = entry.type() == ArchiveEntry.Type.FILE ? entry.size() : link.length;
        record(entry, name, extra, flags, file, new Sizes(crc.getValue(), stored, size, start));
        count++;
    }

    private record Sizes(long crc, long stored, long size, long offset) {}

    private static byte[] name(ArchiveEntry entry) {
        ByteArrayOutputStream name = new ByteArrayOutputStream();
        name.writeBytes(entry.path().bytes());
        if (entry.type() == ArchiveEntry.Type.FOLDER) {
            name.write('/');
        }
        return name.toByteArray();
    }

    private long deflate(InputStream content, ArchiveEntry entry, CRC32 crc) throws IOException {
        long left = entry.size();
        long before = at;
        deflater.reset();
        while (left > 0) {
            int read = content.read(plain, 0, (int) Math.min(plain.length, left));
            if (read < 0) {
                throw new IOException(
                        "the content of " + entry.path() + " is " + left + " bytes shorter than announced");
            }
            crc.update(plain, 0, read);
            deflater.setInput(plain, 0, read);
            left -= read;
            if (left == 0) {
                deflater.finish();
            }
            int made;
            while ((made = deflater.deflate(packed)) > 0) {
                out.write(packed, 0, made);
                at += made;
            }
        }
        if (content.read() >= 0) {
            throw new IOException("the content of " + entry.path() + " is longer than announced");
        }
        return at - before;
    }

    private void descriptor(long crc, long stored, long size, boolean large) throws IOException {
        ByteArrayOutputStream descriptor = new ByteArrayOutputStream();
        put4(descriptor, ZipFields.DESCRIPTOR);
        put4(descriptor, crc);
        if (large) {
            put8(descriptor, stored);
            put8(descriptor, size);
        } else {
            put4(descriptor, stored);
            put4(descriptor, size);
        }
        write(descriptor.toByteArray());
    }

    private void record(ArchiveEntry entry, byte[] name, byte[] extra, int flags, boolean file, Sizes sizes)
            throws IOException {
        boolean largeFile = sizes.size >= LARGE;
        boolean farAway = sizes.offset >= ZipFields.MAX32;
        ByteArrayOutputStream wide = new ByteArrayOutputStream();
        if (largeFile) {
            put8(wide, sizes.size);
            put8(wide, sizes.stored);
        }
        if (farAway) {
            put8(wide, sizes.offset);
        }
        int wideLength = wide.size() == 0 ? 0 : 4 + wide.size();
        ByteArrayOutputStream header = new ByteArrayOutputStream();
        put4(header, ZipFields.CENTRAL);
        put2(header, ZipFields.UNIX << 8 | 45);
        put2(header, largeFile || farAway ? 45 : 20);
        put2(header, flags);
        put2(header, file ? ZipFields.DEFLATED : ZipFields.STORED);
        put4(header, ZipFields.dosTime(entry.modified()));
        put4(header, sizes.crc);
        put4(header, largeFile ? ZipFields.MAX32 : sizes.stored);
        put4(header, largeFile ? ZipFields.MAX32 : sizes.size);
        put2(header, name.length);
        put2(header, extra.length + wideLength);
        put2(header, 0);
        put2(header, 0);
        put2(header, 0);
        put4(header, attributes(entry));
        put4(header, farAway ? ZipFields.MAX32 : sizes.offset);
        header.writeBytes(name);
        if (wideLength > 0) {
            put2(header, ZipFields.EXTRA_ZIP64);
            put2(header, wide.size());
            header.writeBytes(wide.toByteArray());
        }
        header.writeBytes(extra);
        central.add(header.toByteArray());
    }

    private static long attributes(ArchiveEntry entry) {
        long type = switch (entry.type()) {
            case FILE -> 0100000;
            case FOLDER -> 0040000;
            case LINK -> 0120000;
        };
        long mode = entry.mode() >= 0 ? entry.mode() : entry.type() == ArchiveEntry.Type.FOLDER ? 0755 : 0644;
        return (type | mode) << 16 | (entry.type() == ArchiveEntry.Type.FOLDER ? 0x10 : 0);
    }

    private void write(byte[] bytes) throws IOException {
        out.write(bytes);
        at += bytes.length;
    }

    @Override
    public void finish() throws IOException {
        long start = at;
        long length = central.size();
        central.writeTo(out);
        ByteArrayOutputStream end = new ByteArrayOutputStream();
        boolean wide = count >= ZipFields.MAX16 || start >= ZipFields.MAX32 || length >= ZipFields.MAX32;
        if (wide) {
            put4(end, ZipFields.END64);
            put8(end, 44);
            put2(end, ZipFields.UNIX << 8 | 45);
            put2(end, 45);
            put4(end, 0);
            put4(end, 0);
            put8(end, count);
            put8(end, count);
            put8(end, length);
            put8(end, start);
            put4(end, ZipFields.LOCATOR64);
            put4(end, 0);
            put8(end, start + length);
            put4(end, 1);
        }
        put4(end, ZipFields.END);
        put4(end, 0);
        put2(end, wide ? ZipFields.MAX16 : count);
        put2(end, wide ? ZipFields.MAX16 : count);
        put4(end, wide ? ZipFields.MAX32 : length);
        put4(end, wide ? ZipFields.MAX32 : start);
        put2(end, 0);
        out.write(end.toByteArray());
        out.flush();
    }

    @Override
    public void close() throws IOException {
        deflater.end();
        out.close();
    }
}
