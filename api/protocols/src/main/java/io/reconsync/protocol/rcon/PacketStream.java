// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.protocol.rcon;

import io.reconsync.api.Deadline;
import io.reconsync.protocol.net.Faults;
import io.reconsync.protocol.net.StreamWire;
import java.util.Arrays;

/** Cuts the byte stream into packets, however TCP has split them. */
final class PacketStream {
    private static final int SIZE_FIELD = 4;

    private final StreamWire wire;
    private final Faults faults;
    private byte[] buffer = new byte[8 * 1024];
    private int have;

    PacketStream(StreamWire wire, Faults faults) {
        this.wire = wire;
        this.faults = faults;
    }

    /**
     * The next packet, or null when none has begun by {@code begin}; one that has begun may take until {@code end}.
     *
     * @throws io.reconsync.api.ReconException {@code console-closed}, {@code console-timeout} inside a packet,
     *     {@code console-malformed}, {@code interrupted}
     */
    RconPacket next(Deadline begin, Deadline end) {
        if (!fill(SIZE_FIELD, begin, end)) {
            return null;
        }
        int size = (buffer[0] & 0xff) | (buffer[1] & 0xff) << 8 | (buffer[2] & 0xff) << 16 | buffer[3] << 24;
        if (size < RconPacket.SMALLEST || size > RconPacket.LARGEST) {
            throw faults.malformed("a packet of " + size + " bytes is announced, and " + RconPacket.SMALLEST + " to "
                    + RconPacket.LARGEST + " are possible");
        }
        fill(SIZE_FIELD + size, end, end);
        RconPacket packet = RconPacket.decode(buffer, SIZE_FIELD, size);
        have -= SIZE_FIELD + size;
        System.arraycopy(buffer, SIZE_FIELD + size, buffer, 0, have);
        return packet;
    }

    private boolean fill(int wanted, Deadline begin, Deadline end) {
        if (buffer.length < wanted) {
            buffer = Arrays.copyOf(buffer, SIZE_FIELD + RconPacket.LARGEST);
        }
        while (have < wanted) {
            Deadline until = have == 0 ? begin : end;
            int count = wire.read(buffer, have, buffer.length - have, until.remaining());
            if (count < 0) {
                throw faults.closed(have == 0 ? "before the end of the exchange" : "inside a packet");
            }
            have += count;
            if (count == 0 && until.expired()) {
                if (have == 0) {
                    return false;
                }
                throw faults.timeout("the rest of a packet");
            }
        }
        return true;
    }
}
