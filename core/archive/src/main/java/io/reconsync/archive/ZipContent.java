// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.archive;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/** The content of one zip entry: exactly its size, its checksum, and all of its packed bytes used. */
final class ZipContent extends InputStream {
    private final FileChannel channel;
    private final ZipDirectory.Entry entry;
    private final Refusal refusal;
    private final Inflater inflater;
    private final CRC32 crc = new CRC32();
    private final byte[] packed = new byte[1 << 14];
    private long at;
    private long storedLeft;
    private long left;

    ZipContent(FileChannel channel, long at, ZipDirectory.Entry entry, Refusal refusal) {
        this.channel = channel;
        this.at = at;
        this.entry = entry;
        this.refusal = refusal;
        this.storedLeft = entry.stored();
        this.left = entry.size();
        this.inflater = entry.method() == ZipFields.DEFLATED ? new Inflater(true) : null;
        if (inflater == null && entry.stored() != entry.size()) {
            throw refusal.malformed("the sizes of an entry contradict each other");
        }
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        if (left == 0) {
            return -1;
        }
        int wanted = (int) Math.min(length, left);
        int made = inflater == null ? stored(buffer, offset, wanted) : inflate(buffer, offset, wanted);
        crc.update(buffer, offset, made);
        left -= made;
        if (left == 0) {
            end();
        }
        return made;
    }

    private int inflate(byte[] buffer, int offset, int length) throws IOException {
        try {
            while (true) {
                int made = inflater.inflate(buffer, offset, length);
                if (made > 0) {
                    return made;
                }
                if (inflater.finished() || inflater.needsDictionary()) {
                    throw refusal.malformed("an entry holds less than it announces");
                }
                inflater.setInput(packed, 0, stored(packed, 0, packed.length));
            }
        } catch (DataFormatException e) {
            throw refusal.malformed("its compressed data are damaged");
        }
    }

    private int stored(byte[] buffer, int offset, int length) throws IOException {
        int wanted = (int) Math.min(length, storedLeft);
        int read = wanted == 0 ? -1 : channel.read(ByteBuffer.wrap(buffer, offset, wanted), at);
        if (read < 0) {
            throw refusal.malformed("an entry holds less than it announces");
        }
        at += read;
        storedLeft -= read;
        return read;
    }

    private void end() throws IOException {
        if (inflater != null) {
            byte[] more = new byte[1];
            try {
                while (!inflater.finished()) {
                    if (inflater.inflate(more) > 0) {
                        throw refusal.bomb("an entry holds more than it announces");
                    }
                    if (!inflater.finished()) {
                        inflater.setInput(packed, 0, stored(packed, 0, packed.length));
                    }
                }
            } catch (DataFormatException e) {
                throw refusal.malformed("its compressed data are damaged");
            }
            storedLeft += inflater.getRemaining();
        }
        if (storedLeft != 0) {
            throw refusal.malformed("there is something behind the content of an entry");
        }
        if (crc.getValue() != entry.crc()) {
            throw refusal.malformed("the checksum of an entry is wrong");
        }
    }

    @Override
    public void close() {
        if (inflater != null) {
            inflater.end();
        }
    }
}
