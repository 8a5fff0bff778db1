// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.protocol.rcon;

import io.reconsync.api.Deadline;
import io.reconsync.api.ReconException;
import io.reconsync.api.Secret;
import io.reconsync.api.game.ConsoleSession;
import io.reconsync.protocol.net.CommandText;
import io.reconsync.protocol.net.Faults;
import io.reconsync.protocol.net.KeepAlive;
import io.reconsync.protocol.net.LenientText;
import io.reconsync.protocol.net.StreamWire;
import io.reconsync.protocol.net.Turns;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/** One connection that is logged in. Every failure on the wire closes it: there is no way to find the next packet. */
final class RconSession implements ConsoleSession {
    private static final int MOST_LOGIN_PACKETS = 16;

    private final StreamWire wire;
    private final Faults faults;
    private final RconOptions options;
    private final PacketStream packets;
    private final Turns turns;
    private final Consumer<RconSession> whenClosed;
    private int nextId;
    private final int firstId;
    private volatile long lastUse = System.nanoTime();
    private volatile boolean open = true;
    private volatile KeepAlive keepAlive;
    private volatile Consumer<String> listener = line -> {};

    RconSession(StreamWire wire, Faults faults, RconOptions options, int firstId, Consumer<RconSession> whenClosed) {
        this.wire = wire;
        this.faults = faults;
        this.options = options;
        this.packets = new PacketStream(wire, faults);
        this.turns = new Turns(faults);
        this.firstId = firstId;
        this.nextId = firstId;
        this.whenClosed = whenClosed;
    }

    /** Logs in: SRCDS sends an empty value before the verdict, ARK and Minecraft do not. */
    void login(Secret password, Deadline deadline) {
        int id = nextId++;
        wire.write(
                new RconPacket(id, RconPacket.LOGIN, password.reveal().getBytes(StandardCharsets.UTF_8)).encode(),
                deadline);
        for (int seen = 0; seen < MOST_LOGIN_PACKETS; seen++) {
            RconPacket packet = loginPacket(deadline);
            if (packet.id() == RconPacket.REFUSED_ID) {
                throw faults.wrongPassword();
            }
            if (packet.type() == RconPacket.LOGIN_RESPONSE) {
                if (packet.id() != id) {
                    throw faults.malformed("the login was answered under another number");
                }
                return;
            }
        }
        throw faults.malformed("the login is followed by " + MOST_LOGIN_PACKETS + " packets without a verdict");
    }

    private RconPacket loginPacket(Deadline deadline) {
        RconPacket packet;
        try {
            packet = packets.next(deadline, deadline);
        } catch (ReconException e) {
            throw e.code().equals("console-closed") ? faults.closedAtLogin() : e;
        }
        if (packet == null) {
            throw faults.timeout("the answer to the login");
        }
        return packet;
    }

    void keepAlive(String name) {
        keepAlive = KeepAlive.of(options.all(), this, () -> lastUse, name);
    }

    @Override
    public String send(String command, Deadline deadline) {
        byte[] bytes = CommandText.bytes(command, options.mostCommandBytes());
        return turns.take(deadline, () -> exchange(bytes, deadline));
    }

    private String exchange(byte[] command, Deadline deadline) {
        if (!open) {
            throw faults.closed("before the command was sent");
        }
        boolean done = false;
        try {
            RconExchange exchange = new RconExchange(wire, packets, faults, options, firstId, this::streamed);
            exchange.dropLeftovers(deadline);
            int id = nextId;
            nextId += 2;
            byte[] reply = exchange.run(id, command, deadline);
            done = true;
            return LenientText.decode(reply, 0, reply.length);
        } finally {
            lastUse = System.nanoTime();
            if (!done) {
                close();
            }
        }
    }

    private void streamed(RconPacket packet) {
        LenientText.decode(packet.body(), 0, packet.body().length).lines().forEach(listener);
    }

    @Override
    public void onLine(Consumer<String> listener) {
        this.listener = listener;
    }

    @Override
    public boolean isOpen() {
        return open;
    }

    @Override
    public void close() {
        open = false;
        KeepAlive running = keepAlive;
        if (running != null) {
            running.close();
        }
        wire.close();
        whenClosed.accept(this);
    }
}
