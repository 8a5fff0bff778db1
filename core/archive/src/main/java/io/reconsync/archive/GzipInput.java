// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.archive;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * One gzip member and nothing behind it; the JDK's stream lets garbage pass there. Source: RFC 1952.
 */
final class GzipInput extends InputStream {
    private static final int HAS_CRC = 2;
    private static final int HAS_EXTRA = 4;
    private static final int HAS_NAME = 8;
    private static final int HAS_COMMENT = 16;

    private final InputStream in;
    private final Refusal refusal;
    private final Inflater inflater = new Inflater(true);
    private final CRC32 crc = new CRC32();
    private final byte[] packed = new byte[1 << 15];
    private int filled;
    private boolean begun;
    private boolean over;

    GzipInput(InputStream in, Refusal refusal) {
        this.in = in;
        this.refusal = refusal;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        try {
            if (!begun) {
                begun = true;
                header();
            }
            return over || length == 0 ? (over ? -1 : 0) : inflate(buffer, offset, length);
        } catch (EOFException e) {
            throw refusal.malformed("it ends in the middle");
        } catch (DataFormatException e) {
            throw refusal.malformed("its compressed data are damaged");
        }
    }

    private int inflate(byte[] buffer, int offset, int length) throws IOException, DataFormatException {
        while (true) {
            int made = inflater.inflate(buffer, offset, length);
            if (made > 0) {
                crc.update(buffer, offset, made);
                return made;
            }
            if (inflater.finished()) {
                trailer();
                over = true;
                return -1;
            }
            if (inflater.needsDictionary()) {
                throw refusal.malformed("its compressed data are damaged");
            }
            filled = in.read(packed, 0, packed.length);
            if (filled < 0) {
                throw new EOFException();
            }
            inflater.setInput(packed, 0, filled);
        }
    }

    private void header() throws IOException {
        if (octet() != 0x1F || octet() != 0x8B || octet() != 8) {
            throw refusal.malformed("it is no gzip file");
        }
        int flags = octet();
        for (int i = 0; i < 6; i++) {
            octet();
        }
        if ((flags & HAS_EXTRA) != 0) {
            int length = octet() | octet() << 8;
            for (int i = 0; i < length; i++) {
                octet();
            }
        }
        for (int text = HAS_NAME; text <= HAS_COMMENT; text <<= 1) {
            while ((flags & text) != 0 && octet() != 0) {
                continue;
            }
        }
        if ((flags & HAS_CRC) != 0) {
            octet();
            octet();
        }
    }

    private int octet() throws IOException {
        int value = in.read();
        if (value < 0) {
            throw new EOFException();
        }
        return value;
    }

    private void trailer() throws IOException {
        int at = filled - inflater.getRemaining();
        byte[] trailer = new byte[8];
        int have = Math.min(8, filled - at);
        System.arraycopy(packed, at, trailer, 0, have);
        if (in.readNBytes(trailer, have, 8 - have) < 8 - have) {
            throw new EOFException();
        }
        if (number(trailer, 0) != crc.getValue() || number(trailer, 4) != (inflater.getBytesWritten() & 0xFFFFFFFFL)) {
            throw refusal.malformed("its checksum is wrong");
        }
        if (filled - at > 8 || in.read() >= 0) {
            throw refusal.malformed("there is something behind its end");
        }
    }

    private static long number(byte[] bytes, int at) {
        return (bytes[at] & 0xFFL)
                | (bytes[at + 1] & 0xFFL) << 8
                | (bytes[at + 2] & 0xFFL) << 16
                | (bytes[at + 3] & 0xFFL) << 24;
    }

    @Override
    public void close() throws IOException {
        inflater.end();
        in.close();
    }
}
