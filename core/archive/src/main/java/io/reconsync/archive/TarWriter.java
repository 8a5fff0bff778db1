// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.archive;

import io.reconsync.contract.archive.ArchiveEntry;
import io.reconsync.contract.archive.ArchiveFormat.ArchiveWriter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;

/**
 * Writes POSIX tar. Names are written as the bytes that they are; what a header cannot hold (long names, 8 GiB and more,
 * nanoseconds) stands in a pax record before it.
 */
final class TarWriter implements ArchiveWriter {
    private final OutputStream out;
    private final byte[] buffer = new byte[1 << 16];

    TarWriter(OutputStream out) {
        this.out = out;
    }

    @Override
    public void add(ArchiveEntry entry, InputStream content) throws IOException {
        byte[] name = entry.path().bytes();
        if (entry.type() == ArchiveEntry.Type.FOLDER) {
            ByteArrayOutputStream folder = new ByteArrayOutputStream();
            folder.writeBytes(name);
            folder.write('/');
            name = folder.toByteArray();
        }
        byte[] link = entry.link().orElse(new byte[0]);
        long size = entry.type() == ArchiveEntry.Type.FILE ? entry.size() : 0;
        byte[] records = pax(entry, name, link, size);
        if (records.length > 0) {
            out.write(header("././@PaxHeader".getBytes(StandardCharsets.US_ASCII), records.length, 'x', null));
            out.write(records);
            pad(records.length);
        }
        byte[] header = header(name, size > TarFields.LARGEST_OCTAL_SIZE ? 0 : size, flag(entry.type()), entry);
        out.write(header);
        if (entry.type() == ArchiveEntry.Type.FILE) {
            copy(content, entry);
            pad(size);
        }
    }

    private static char flag(ArchiveEntry.Type type) {
        return switch (type) {
            case FILE -> '0';
            case LINK -> '2';
            case FOLDER -> '5';
        };
    }

    private static byte[] pax(ArchiveEntry entry, byte[] name, byte[] link, long size) {
        PaxRecords records = new PaxRecords();
        if (name.length > 100) {
            records.put("path", name);
        }
        if (link.length > 100) {
            records.put("linkpath", link);
        }
        if (size > TarFields.LARGEST_OCTAL_SIZE) {
            records.put("size", size);
        }
        Instant time = entry.modified();
        if (time.getNano() != 0 || time.getEpochSecond() < 0 || time.getEpochSecond() > TarFields.LARGEST_OCTAL_SIZE) {
            records.putTime("mtime", time);
        }
        if (entry.uid() > TarFields.LARGEST_OCTAL_ID) {
            records.put("uid", entry.uid());
        }
        if (entry.gid() > TarFields.LARGEST_OCTAL_ID) {
            records.put("gid", entry.gid());
        }
        return records.bytes();
    }

    private static byte[] header(byte[] name, long size, char flag, ArchiveEntry entry) {
        byte[] block = new byte[TarFields.BLOCK];
        TarFields.bytes(block, 0, 100, name);
        int defaultMode = flag == '5' ? 0755 : 0644;
        TarFields.octal(block, 100, 8, entry == null || entry.mode() < 0 ? defaultMode : entry.mode());
        TarFields.octal(block, 108, 8, entry == null ? 0 : id(entry.uid()));
        TarFields.octal(block, 116, 8, entry == null ? 0 : id(entry.gid()));
        TarFields.octal(block, 124, 12, size);
        long seconds = entry == null ? 0 : entry.modified().getEpochSecond();
        TarFields.octal(block, 136, 12, Math.max(0, Math.min(TarFields.LARGEST_OCTAL_SIZE, seconds)));
        block[156] = (byte) flag;
        TarFields.bytes(block, 257, 8, "ustar\00000".getBytes(StandardCharsets.US_ASCII));
        if (entry != null) {
            TarFields.bytes(block, 157, 100, entry.link().orElse(new byte[0]));
            TarFields.bytes(block, 265, 31, entry.owner().getBytes(StandardCharsets.UTF_8));
            TarFields.bytes(block, 297, 31, entry.group().getBytes(StandardCharsets.UTF_8));
        }
        TarFields.octal(block, 148, 7, TarFields.checksum(block));
        block[155] = ' ';
        return block;
    }

    private static int id(int id) {
        return id < 0 || id > TarFields.LARGEST_OCTAL_ID ? 0 : id;
    }

    private void copy(InputStream content, ArchiveEntry entry) throws IOException {
        long left = entry.size();
        while (left > 0) {
            int read = content.read(buffer, 0, (int) Math.min(buffer.length, left));
            if (read < 0) {
                throw new IOException(
                        "the content of " + entry.path() + " is " + left + " bytes shorter than announced");
            }
            out.write(buffer, 0, read);
            left -= read;
        }
        if (content.read() >= 0) {
            throw new IOException("the content of " + entry.path() + " is longer than announced");
        }
    }

    private void pad(long size) throws IOException {
        int rest = (int) (size % TarFields.BLOCK);
        if (rest > 0) {
            out.write(new byte[TarFields.BLOCK - rest]);
        }
    }

    @Override
    public void finish() throws IOException {
        out.write(new byte[2 * TarFields.BLOCK]);
        out.flush();
    }

    @Override
    public void close() throws IOException {
        out.close();
    }
}
