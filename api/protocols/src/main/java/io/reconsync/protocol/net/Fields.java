// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.protocol.net;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Reads the fields of one packet in order; each read names the field, so that an early end explains itself. */
public final class Fields {
    private final ByteBuffer bytes;

    private Fields(ByteBuffer bytes) {
        this.bytes = bytes;
    }

    /** The bytes from {@code offset} on, little-endian. */
    public static Fields littleEndian(byte[] bytes, int offset) {
        return new Fields(ByteBuffer.wrap(bytes, offset, bytes.length - offset).order(ByteOrder.LITTLE_ENDIAN));
    }

    /** The bytes from {@code offset} on, big-endian. */
    public static Fields bigEndian(byte[] bytes, int offset) {
        return new Fields(ByteBuffer.wrap(bytes, offset, bytes.length - offset).order(ByteOrder.BIG_ENDIAN));
    }

    /** How many bytes are left. */
    public int left() {
        return bytes.remaining();
    }

    /** Whether at least {@code count} bytes are left. */
    public boolean has(int count) {
        return bytes.remaining() >= count;
    }

    /** An unsigned byte. */
    public int u8(String field) throws BadBytes {
        need(1, field);
        return bytes.get() & 0xff;
    }

    /** An unsigned 16 bit number. */
    public int u16(String field) throws BadBytes {
        need(2, field);
        return bytes.getShort() & 0xffff;
    }

    /** A signed 32 bit number. */
    public int i32(String field) throws BadBytes {
        need(4, field);
        return bytes.getInt();
    }

    /** A 64 bit number. */
    public long i64(String field) throws BadBytes {
        need(8, field);
        return bytes.getLong();
    }

    /** A 32 bit floating point number. */
    public float f32(String field) throws BadBytes {
        need(4, field);
        return bytes.getFloat();
    }

    /** A text that a NUL ends; decoded leniently. */
    public String text(String field) throws BadBytes {
        int start = bytes.position();
        for (int at = start; at < bytes.limit(); at++) {
            if (bytes.get(at) == 0) {
                String text = LenientText.decode(bytes.array(), start, at - start);
                bytes.position(at + 1);
                return text;
            }
        }
        throw new BadBytes("it ends inside " + field);
    }

    /** The next {@code count} bytes. */
    public byte[] raw(int count, String field) throws BadBytes {
        need(count, field);
        byte[] raw = new byte[count];
        bytes.get(raw);
        return raw;
    }

    private void need(int count, String field) throws BadBytes {
        if (bytes.remaining() < count) {
            throw new BadBytes("it ends inside " + field);
        }
    }
}
