// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.protocol.rcon;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * One packet: {@code i32 size | i32 id | i32 type | body | 00 00}, little-endian; size counts from the id on.
 *
 * @param body without the NULs that end it
 */
record RconPacket(int id, int type, byte[] body) {
    static final int RESPONSE = 0;
    static final int COMMAND = 2;
    static final int LOGIN = 3;
    static final int LOGIN_RESPONSE = 2;
    static final int CONSOLE_TEXT = 4;
    static final int REFUSED_ID = -1;

    static final int SMALLEST = 10;
    static final int LARGEST = 64 * 1024;
    private static final int HEADER = 8;

    byte[] encode() {
        return ByteBuffer.allocate(4 + SMALLEST + body.length)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(SMALLEST + body.length)
                .putInt(id)
                .putInt(type)
                .put(body)
                .putShort((short) 0)
                .array();
    }

    /** The packet in {@code size} bytes after the size field. Some servers leave the second NUL out. */
    static RconPacket decode(byte[] bytes, int offset, int size) {
        ByteBuffer in = ByteBuffer.wrap(bytes, offset, size).order(ByteOrder.LITTLE_ENDIAN);
        int id = in.getInt();
        int type = in.getInt();
        int length = size - HEADER;
        while (length > 0 && bytes[offset + HEADER + length - 1] == 0) {
            length--;
        }
        byte[] body = new byte[length];
        in.get(body);
        return new RconPacket(id, type, body);
    }
}
