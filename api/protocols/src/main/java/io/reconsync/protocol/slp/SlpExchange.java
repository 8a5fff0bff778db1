// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.protocol.slp;

import io.reconsync.api.Deadline;
import io.reconsync.api.game.QueryResult;
import io.reconsync.protocol.net.BadBytes;
import io.reconsync.protocol.net.Faults;
import io.reconsync.protocol.net.StreamWire;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** Handshake, status request and reply. All lengths are VarInts: 7 bits per byte, the lowest first, at most 5 bytes. */
final class SlpExchange {
    private static final int MOST_BYTES = 256 * 1024;
    private static final int ANY_VERSION = -1;
    private static final int STATUS = 1;

    private final StreamWire wire;
    private final Faults faults;
    private final byte[] buffer = new byte[8192];
    private int have;
    private int at;

    SlpExchange(StreamWire wire, Faults faults) {
        this.wire = wire;
        this.faults = faults;
    }

    QueryResult run(Deadline deadline) {
        long start = System.nanoTime();
        wire.write(request(faults.at().host(), faults.at().port()), deadline);
        try {
            int length = varInt("the length", deadline);
            if (length < 3 || length > MOST_BYTES) {
                throw new BadBytes(
                        "a packet of " + length + " bytes is announced, and 3 to " + MOST_BYTES + " are possible");
            }
            int id = varInt("the packet's number", deadline);
            if (id != 0) {
                throw new BadBytes("the packet has the number " + id + " instead of 0");
            }
            int text = varInt("the length of the status", deadline);
            if (text < 0 || text > length) {
                throw new BadBytes("a status of " + text + " bytes is announced in a packet of " + length);
            }
            byte[] json = new byte[text];
            for (int i = 0; i < text; i++) {
                json[i] = (byte) next("the status", deadline);
            }
            Duration roundTrip = Duration.ofNanos(System.nanoTime() - start);
            return StatusReader.read(new String(json, StandardCharsets.UTF_8), roundTrip);
        } catch (BadBytes e) {
            throw faults.malformed(e.getMessage());
        }
    }

    static byte[] request(String host, int port) {
        byte[] name = host.getBytes(StandardCharsets.UTF_8);
        ByteArrayOutputStream handshake = new ByteArrayOutputStream();
        handshake.write(0);
        varInt(ANY_VERSION, handshake);
        varInt(name.length, handshake);
        handshake.writeBytes(name);
        handshake.write(port >> 8);
        handshake.write(port);
        handshake.write(STATUS);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        varInt(handshake.size(), out);
        out.writeBytes(handshake.toByteArray());
        out.write(1);
        out.write(0);
        return out.toByteArray();
    }

    private static void varInt(int value, ByteArrayOutputStream out) {
        int left = value;
        while ((left & ~0x7f) != 0) {
            out.write(left & 0x7f | 0x80);
            left >>>= 7;
        }
        out.write(left);
    }

    private int varInt(String field, Deadline deadline) throws BadBytes {
        int value = 0;
        for (int shift = 0; shift < 35; shift += 7) {
            int b = next(field, deadline);
            value |= (b & 0x7f) << shift;
            if ((b & 0x80) == 0) {
                return value;
            }
        }
        throw new BadBytes(field + " is longer than 5 bytes");
    }

    private int next(String field, Deadline deadline) throws BadBytes {
        while (at == have) {
            at = 0;
            have = 0;
            int count = wire.read(buffer, 0, buffer.length, deadline.remaining());
            if (count < 0) {
                throw new BadBytes("it ends inside " + field);
            }
            have = count;
            if (count == 0 && deadline.expired()) {
                throw faults.timeout(field);
            }
        }
        return buffer[at++] & 0xff;
    }
}
