// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.simulation.net;

import java.io.DataInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** One packet of the Source RCON protocol. */
public record RconPacket(int id, int type, byte[] body) {
    public static final int AUTH = 3;
    public static final int AUTH_RESPONSE = 2;
    public static final int EXEC = 2;
    public static final int RESPONSE = 0;
    private static final int MAX_SIZE = 64 * 1024;

    public RconPacket {
        body = body.clone();
    }

    public RconPacket(int id, int type, String body) {
        this(id, type, body.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public byte[] body() {
        return body.clone();
    }

    public String text() {
        return new String(body, StandardCharsets.UTF_8);
    }

    /** The packet on the wire, with its size in front. */
    public byte[] encode() {
        return new Bytes()
                .i32(10 + body.length)
                .i32(id)
                .i32(type)
                .raw(body)
                .u16(0)
                .toArray();
    }

    /**
     * Reads one packet.
     *
     * @throws IOException if the stream ends or the size is out of bounds
     */
    public static RconPacket read(DataInputStream in) throws IOException {
        int size = Integer.reverseBytes(in.readInt());
        if (size < 10 || size > MAX_SIZE) {
            throw new IOException("a packet of " + size + " bytes");
        }
        int id = Integer.reverseBytes(in.readInt());
        int type = Integer.reverseBytes(in.readInt());
        byte[] body = new byte[size - 10];
        in.readFully(body);
        in.readUnsignedShort();
        return new RconPacket(id, type, body);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof RconPacket packet
                && packet.id == id
                && packet.type == type
                && java.util.Arrays.equals(packet.body, body);
    }

    @Override
    public int hashCode() {
        return id * 31 + type;
    }

    @Override
    public String toString() {
        return id + "/" + type + " " + text();
    }
}
