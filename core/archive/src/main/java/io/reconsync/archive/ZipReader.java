// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.archive;

import static io.reconsync.archive.ZipFields.get2;
import static io.reconsync.archive.ZipFields.get4;
import static io.reconsync.archive.ZipFields.get8;

import io.reconsync.contract.archive.ArchiveEntry;
import io.reconsync.contract.archive.ArchiveFormat.ArchiveLimits;
import io.reconsync.contract.archive.ArchiveFormat.ArchiveReader;
import io.reconsync.contract.values.RawPath;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Optional;

/**
 * Reads zip by its table of contents and holds every local header against it. The entries must lie one behind the other
 * from the first byte to the table, as every common writer lays them: so none overlap and nothing hides between them.
 */
final class ZipReader implements ArchiveReader {
    private final FileChannel channel;
    private final ArchiveLimits limits;
    private final Refusal refusal;
    private final ZipDirectory directory;
    private ZipContent content;
    private long at;
    private long bytes;

    ZipReader(Path file, ArchiveLimits limits, Refusal refusal) throws IOException {
        this.channel = FileChannel.open(file, StandardOpenOption.READ);
        this.limits = limits;
        this.refusal = refusal;
        boolean opened = false;
        try {
            this.directory = new ZipDirectory(channel, limits.maxEntries(), refusal);
            opened = true;
        } finally {
            if (!opened) {
                channel.close();
            }
        }
    }

    @Override
    public ArchiveEntry next() throws IOException {
        if (content != null) {
            content.close();
            content = null;
        }
        ZipDirectory.Entry entry = directory.next();
        if (entry == null) {
            if (at != directory.start()) {
                throw refusal.malformed("there is something between its last entry and its table of contents");
            }
            return null;
        }
        if ((entry.flags() & ZipFields.ENCRYPTED) != 0) {
            throw refusal.malformed("it holds an encrypted entry");
        }
        if (entry.method() != ZipFields.STORED && entry.method() != ZipFields.DEFLATED) {
            throw refusal.malformed("it holds an entry of an unknown compression");
        }
        bytes += entry.size();
        if (bytes > limits.maxBytes() || bytes < 0) {
            throw refusal.bomb("it unpacks to more than " + limits.maxBytes() + " bytes");
        }
        if (entry.size() > 1 << 20 && entry.size() > limits.maxRatio() * Math.max(1, entry.stored())) {
            throw refusal.bomb("it unpacks to more than " + (long) limits.maxRatio() + " times its size");
        }
        long data = local(entry);
        ArchiveEntry.Type type = type(entry);
        RawPath path = EntryNames.parse(entry.name(), refusal);
        content = new ZipContent(channel, data, entry, refusal);
        Optional<byte[]> link = Optional.empty();
        if (type == ArchiveEntry.Type.LINK) {
            if (entry.size() < 1 || entry.size() > 4096) {
                throw refusal.malformed("a symbolic link in it has no target or one that is too long");
            }
            link = Optional.of(content.readAllBytes());
        }
        ZipExtra extra = ZipExtra.read(entry.extra(), refusal);
        Instant time = extra.modified() == null ? dos(entry.dos()) : extra.modified();
        int mode = entry.madeBy() == ZipFields.UNIX && entry.attributes() >>> 16 != 0
                ? (int) (entry.attributes() >>> 16) & 07777
                : -1;
        long size = type == ArchiveEntry.Type.FILE ? entry.size() : 0;
        return new ArchiveEntry(
                path, type, size, time, mode, extra.uid(), extra.gid(), extra.owner(), extra.group(), link);
    }

    private ArchiveEntry.Type type(ZipDirectory.Entry entry) {
        byte[] name = entry.name();
        boolean folder = name.length > 0 && name[name.length - 1] == '/';
        int format = entry.madeBy() == ZipFields.UNIX ? (int) (entry.attributes() >>> 28) : 0;
        if (folder && entry.size() != 0) {
            throw refusal.malformed("a folder in it has content");
        }
        return switch (format) {
            case 0, 010, 004 -> folder ? ArchiveEntry.Type.FOLDER : ArchiveEntry.Type.FILE;
            case 012 -> ArchiveEntry.Type.LINK;
            default -> throw refusal.malformed("it holds a device, a pipe or a socket");
        };
    }

    /** Checks the local header and gives where the data begin; moves on to the entry behind. */
    private long local(ZipDirectory.Entry entry) throws IOException {
        if (entry.offset() != at) {
            throw refusal.malformed("its entries overlap or something lies between them");
        }
        byte[] head = read(at, 30);
        byte[] rest = read(at + 30, get2(head, 26) + get2(head, 28));
        byte[] name = Arrays.copyOf(rest, get2(head, 26));
        byte[] extra = Arrays.copyOfRange(rest, name.length, rest.length);
        boolean described = (entry.flags() & ZipFields.HAS_DESCRIPTOR) != 0;
        byte[] wide = ZipExtra.field(extra, ZipFields.EXTRA_ZIP64, refusal);
        long size = get4(head, 22);
        long stored = get4(head, 18);
        boolean isWide = wide.length >= 16 && size == ZipFields.MAX32 && stored == ZipFields.MAX32;
        if (isWide) {
            size = get8(wide, 0);
            stored = get8(wide, 8);
        }
        boolean same = get4(head, 0) == ZipFields.LOCAL
                && get2(head, 6) == entry.flags()
                && get2(head, 8) == entry.method()
                && Arrays.equals(name, entry.name())
                && (described || size == entry.size() && stored == entry.stored() && get4(head, 14) == entry.crc());
        if (!same) {
            throw refusal.malformed("the header of an entry contradicts the table of contents");
        }
        long data = at + 30 + rest.length;
        if (entry.stored() > directory.start() - data) {
            throw refusal.malformed("the content of an entry reaches into the table of contents");
        }
        at = data + entry.stored();
        if (described) {
            descriptor(entry, isWide);
        }
        return data;
    }

    private void descriptor(ZipDirectory.Entry entry, boolean isWide) throws IOException {
        byte[] descriptor = read(at, isWide ? 24 : 16);
        long stored = isWide ? get8(descriptor, 8) : get4(descriptor, 8);
        long size = isWide ? get8(descriptor, 16) : get4(descriptor, 12);
        boolean same = get4(descriptor, 0) == ZipFields.DESCRIPTOR
                && get4(descriptor, 4) == entry.crc()
                && stored == entry.stored()
                && size == entry.size();
        if (!same) {
            throw refusal.malformed("the sizes behind an entry contradict the table of contents");
        }
        at += descriptor.length;
    }

    private byte[] read(long from, int length) throws IOException {
        if (length > directory.start() - from) {
            throw refusal.malformed("it ends in the middle");
        }
        ByteBuffer buffer = ByteBuffer.allocate(length);
        long position = from;
        while (buffer.hasRemaining()) {
            int read = channel.read(buffer, position);
            if (read < 0) {
                throw refusal.malformed("it ends in the middle");
            }
            position += read;
        }
        return buffer.array();
    }

    private static Instant dos(long time) {
        int day = Math.max(1, (int) (time >> 16) & 31);
        int month = Math.min(12, Math.max(1, (int) (time >> 21) & 15));
        LocalDateTime first = LocalDateTime.of(1980 + (int) (time >> 25 & 127), month, 1, 0, 0);
        return first.plusDays(day - 1)
                .plusHours(time >> 11 & 31)
                .plusMinutes(time >> 5 & 63)
                .plusSeconds((time & 31) * 2)
                .toInstant(ZoneOffset.UTC);
    }

    @Override
    public InputStream content() {
        return content == null ? InputStream.nullInputStream() : content;
    }

    @Override
    public void close() throws IOException {
        if (content != null) {
            content.close();
        }
        channel.close();
    }
}
