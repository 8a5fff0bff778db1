// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.archive;

import static io.reconsync.archive.ZipFields.get2;
import static io.reconsync.archive.ZipFields.get4;
import static io.reconsync.archive.ZipFields.get8;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;

/**
 * A zip's table of contents, read record by record, so that ten million entries take no memory. It must end with the
 * file: nothing behind it, no comment.
 */
final class ZipDirectory {
    private final FileChannel channel;
    private final Refusal refusal;
    private final long start;
    private final long end;
    private final long count;
    private final ByteBuffer window = ByteBuffer.allocate(1 << 16);
    private long windowAt = -1;
    private long at;
    private long given;

    /** One record. */
    record Entry(
            int madeBy,
            int flags,
            int method,
            long dos,
            long crc,
            long stored,
            long size,
            long attributes,
            long offset,
            byte[] name,
            byte[] extra) {}

    ZipDirectory(FileChannel channel, long maxEntries, Refusal refusal) throws IOException {
        this.channel = channel;
        this.refusal = refusal;
        long length = channel.size();
        if (length < 22) {
            throw refusal.malformed("it is too short for a zip file");
        }
        byte[] tail = read(length - 22, 22);
        if (get4(tail, 0) != ZipFields.END || get2(tail, 20) != 0) {
            throw refusal.malformed(
                    "it does not end as a zip file does: it is cut off, or something is behind its end");
        }
        long entries = get2(tail, 10);
        long size = get4(tail, 12);
        long from = get4(tail, 16);
        long until = length - 22;
        boolean split = get4(tail, 4) != 0 || get2(tail, 8) != entries;
        if (entries == ZipFields.MAX16 || size == ZipFields.MAX32 || from == ZipFields.MAX32) {
            byte[] locator = until < 76 ? new byte[20] : read(until - 20, 20);
            long wideAt = get8(locator, 8);
            if (get4(locator, 0) != ZipFields.LOCATOR64 || wideAt != until - 76) {
                throw refusal.malformed("its 64-bit end record is missing");
            }
            byte[] wide = read(wideAt, 56);
            if (get4(wide, 0) != ZipFields.END64) {
                throw refusal.malformed("its 64-bit end record is missing");
            }
            split |= get8(wide, 16) != 0 || get8(wide, 24) != get8(wide, 32);
            entries = get8(wide, 32);
            size = get8(wide, 40);
            from = get8(wide, 48);
            until = wideAt;
        }
        if (split) {
            throw refusal.malformed("it is one part of several");
        }
        if (entries < 0 || entries > maxEntries) {
            throw refusal.bomb("it announces more than " + maxEntries + " entries");
        }
        if (from < 0 || size < 0 || from > until || size != until - from || size / 46 < entries) {
            throw refusal.malformed("its table of contents is not where it should be");
        }
        this.start = from;
        this.end = until;
        this.count = entries;
        this.at = from;
    }

    /** Where the table begins, so where the content has to end. */
    long start() {
        return start;
    }

    /** The next record; null after the last. */
    Entry next() throws IOException {
        if (given == count) {
            if (at != end) {
                throw refusal.malformed("its table of contents has more than it announces");
            }
            return null;
        }
        given++;
        byte[] head = take(46);
        if (get4(head, 0) != ZipFields.CENTRAL || get2(head, 34) != 0) {
            throw refusal.malformed("a record of its table of contents makes no sense");
        }
        byte[] name = take(get2(head, 28));
        byte[] extra = take(get2(head, 30));
        take(get2(head, 32));
        long size = get4(head, 24);
        long stored = get4(head, 20);
        long offset = get4(head, 42);
        byte[] wide = ZipExtra.field(extra, ZipFields.EXTRA_ZIP64, refusal);
        int used = 0;
        if (size == ZipFields.MAX32 && wide.length >= used + 8) {
            size = get8(wide, used);
            used += 8;
        }
        if (stored == ZipFields.MAX32 && wide.length >= used + 8) {
            stored = get8(wide, used);
            used += 8;
        }
        if (offset == ZipFields.MAX32 && wide.length >= used + 8) {
            offset = get8(wide, used);
        }
        if (size < 0 || stored < 0 || offset < 0) {
            throw refusal.malformed("the size of an entry makes no sense");
        }
        return new Entry(
                get2(head, 4) >> 8,
                get2(head, 8),
                get2(head, 10),
                get4(head, 12),
                get4(head, 16),
                stored,
                size,
                get4(head, 38),
                offset,
                name,
                extra);
    }

    private byte[] take(int length) throws IOException {
        if (length > end - at) {
            throw refusal.malformed("a record of its table of contents is cut off");
        }
        byte[] bytes = new byte[length];
        int done = 0;
        while (done < length) {
            if (windowAt < 0 || at < windowAt || at >= windowAt + window.limit()) {
                window.clear().limit((int) Math.min(window.capacity(), end - at));
                fill(window, at);
                windowAt = at;
            }
            int offset = (int) (at - windowAt);
            int part = Math.min(length - done, window.limit() - offset);
            System.arraycopy(window.array(), offset, bytes, done, part);
            done += part;
            at += part;
        }
        return bytes;
    }

    private byte[] read(long from, int length) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(length);
        fill(buffer, from);
        return buffer.array();
    }

    private void fill(ByteBuffer buffer, long from) throws IOException {
        long position = from;
        while (buffer.hasRemaining()) {
            int read = channel.read(buffer, position);
            if (read < 0) {
                throw new EOFException("the file became shorter while it was read");
            }
            position += read;
        }
        buffer.flip();
    }
}
