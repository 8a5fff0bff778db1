// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.protocol.rcon;

import io.reconsync.api.Deadline;
import io.reconsync.protocol.net.Faults;
import io.reconsync.protocol.net.StreamWire;
import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.util.function.Consumer;

/**
 * One command and its reply, which nothing in the protocol ends: either silence does, or the answer to an empty packet
 * sent behind.
 */
final class RconExchange {
    /** A packet shorter than this is hardly followed by another one of the same reply. */
    private static final int LIKELY_LAST = 3_700;

    private static final Duration AFTER_LAST = Duration.ofMillis(100);
    private static final Duration FOR_RIGHT_NUMBER = Duration.ofSeconds(2);
    private static final Duration BEFORE_PROBE = Duration.ofSeconds(1);
    private static final int MOST_BYTES = 1 << 20;
    private static final int MOST_LEFTOVERS = 10_000;

    private final StreamWire wire;
    private final PacketStream packets;
    private final Faults faults;
    private final RconOptions options;
    private final int firstId;
    private final Consumer<RconPacket> streamed;
    private final ByteArrayOutputStream reply = new ByteArrayOutputStream();
    private final ByteArrayOutputStream late = new ByteArrayOutputStream();
    private boolean begun;
    private boolean lateBegun;

    RconExchange(
            StreamWire wire,
            PacketStream packets,
            Faults faults,
            RconOptions options,
            int firstId,
            Consumer<RconPacket> streamed) {
        this.wire = wire;
        this.packets = packets;
        this.faults = faults;
        this.options = options;
        this.firstId = firstId;
        this.streamed = streamed;
    }

    /** Takes what came after the last reply had ended, and notices that the server has hung up meanwhile. */
    void dropLeftovers(Deadline deadline) {
        for (int dropped = 0; dropped < MOST_LEFTOVERS; dropped++) {
            RconPacket packet = packets.next(deadline.atMost(Duration.ZERO), deadline);
            if (packet == null) {
                return;
            }
            if (packet.type() == RconPacket.CONSOLE_TEXT) {
                streamed.accept(packet);
            }
        }
        throw faults.malformed("it never stops sending");
    }

    /** Uses the number {@code id} and, for the end marker, the one after it. */
    byte[] run(int id, byte[] command, Deadline deadline) {
        wire.write(new RconPacket(id, RconPacket.COMMAND, command).encode(), deadline);
        return options.sentinel() ? untilProbe(id, deadline) : untilIdle(id, deadline);
    }

    private byte[] untilIdle(int id, Deadline deadline) {
        Deadline wait = deadline;
        while (true) {
            RconPacket packet = packets.next(wait, deadline);
            if (packet == null) {
                if (begun || lateBegun) {
                    return (begun ? reply : late).toByteArray();
                }
                throw faults.timeout("the reply to a command");
            }
            if (deadline.expired()) {
                throw faults.timeout("the end of the reply to a command");
            }
            if (take(packet, id)) {
                Duration idle = packet.body().length < LIKELY_LAST ? shorter(options.idle()) : options.idle();
                wait = deadline.atMost(begun ? idle : FOR_RIGHT_NUMBER);
            } else if (begun && wait.expired()) {
                return reply.toByteArray();
            }
        }
    }

    private byte[] untilProbe(int id, Deadline deadline) {
        Deadline first = deadline.atMost(BEFORE_PROBE);
        while (!begun) {
            RconPacket packet = packets.next(first, deadline);
            if (packet == null) {
                break;
            }
            take(packet, id);
            if (first.expired()) {
                break;
            }
        }
        wire.write(new RconPacket(id + 1, RconPacket.RESPONSE, new byte[0]).encode(), deadline);
        while (true) {
            RconPacket packet = packets.next(deadline, deadline);
            if (packet == null || deadline.expired()) {
                throw faults.timeout(
                        "the answer to the end marker (console.reply: sentinel; servers without one need idle)");
            }
            if (packet.id() == id + 1) {
                return reply.toByteArray();
            }
            take(packet, id);
        }
    }

    /**
     * Adds the packet if it is part of the reply. ARK sometimes answers under a number that was never used; one that
     * was used before is more likely a late packet of an earlier reply, and only counts if nothing better comes.
     */
    private boolean take(RconPacket packet, int id) {
        if (packet.type() == RconPacket.CONSOLE_TEXT) {
            streamed.accept(packet);
            return false;
        }
        if (packet.type() == RconPacket.LOGIN_RESPONSE && packet.id() == RconPacket.REFUSED_ID) {
            throw faults.closed("because the login no longer holds");
        }
        if (packet.type() != RconPacket.RESPONSE) {
            return false;
        }
        boolean old = packet.id() >= firstId && packet.id() < id;
        if (old && begun) {
            return false;
        }
        ByteArrayOutputStream into = old ? late : reply;
        if (into.size() + packet.body().length > MOST_BYTES) {
            throw faults.malformed("the reply is longer than 1 MiB");
        }
        into.writeBytes(packet.body());
        begun |= !old;
        lateBegun |= old;
        return true;
    }

    private static Duration shorter(Duration idle) {
        return idle.compareTo(AFTER_LAST) < 0 ? idle : AFTER_LAST;
    }
}
