// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.simulation.net;

import io.reconsync.simulation.Dice;
import io.reconsync.simulation.engine.Gates;
import io.reconsync.simulation.engine.Simulation;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A Source RCON server on 127.0.0.1 with the quirks of real ones. Switches: {@code rcon-auth=ark|source} (source sends
 * an empty value before the answer and mirrors empty values), {@code rcon-chop} (chance of segments of 1 to 7 bytes),
 * {@code rcon-wrong-id} (chance), {@code rcon-idle-ms} (silent connections are dropped), {@code rcon-split} (body bytes
 * per packet), {@code rcon-refuse=close|answer} (whether a wrong password is answered before the close).
 */
public final class RconServer {
    private final Simulation simulation;
    private final ServerSocket server = new ServerSocket();
    private final String password;
    private final Commands commands;
    private final Dice dice;
    private final boolean source;
    private final double chop;
    private final double wrongId;
    private final int idleMillis;
    private final int split;
    private final boolean refuseSilently;

    /** Runs one console command and returns its reply. */
    @FunctionalInterface
    public interface Commands {
        String run(String command) throws InterruptedException, IOException;
    }

    public RconServer(Simulation simulation, int port, String password, Commands commands) throws IOException {
        this.simulation = simulation;
        this.password = password;
        this.commands = commands;
        this.dice = simulation.dice().named("rcon");
        this.source = simulation.options().flag("rcon-auth", "ark").equals("source");
        this.chop = simulation.options().flag("rcon-chop", 0.2);
        this.wrongId = simulation.options().flag("rcon-wrong-id", 0.02);
        this.idleMillis = (int) simulation.options().flag("rcon-idle-ms", dice.between(30_000, 60_000));
        this.split = (int) simulation.options().flag("rcon-split", 4_000);
        this.refuseSilently = simulation.options().flag("rcon-refuse", "answer").equals("close");
        server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        simulation.daemon("rcon", this::accept);
    }

    public int port() {
        return server.getLocalPort();
    }

    public void close() throws IOException {
        server.close();
    }

    private void accept() throws IOException {
        while (true) {
            Socket client = server.accept();
            simulation.daemon("rcon-client", () -> serve(client));
        }
    }

    private void serve(Socket client) throws IOException, InterruptedException {
        try (client;
                DataInputStream in = new DataInputStream(new BufferedInputStream(client.getInputStream()))) {
            client.setTcpNoDelay(true);
            client.setSoTimeout(idleMillis);
            OutputStream out = client.getOutputStream();
            simulation.gates().pass(Gates.Gate.CONSOLE);
            if (!authenticate(RconPacket.read(in), out)) {
                simulation.ledger().write("rcon-refused");
                return;
            }
            while (true) {
                RconPacket request = RconPacket.read(in);
                simulation.gates().pass(Gates.Gate.CONSOLE);
                answer(request, out);
            }
        } catch (EOFException | SocketTimeoutException gone) {
            simulation.ledger().write("rcon-closed", "why", gone.getClass().getSimpleName());
        }
    }

    private boolean authenticate(RconPacket request, OutputStream out) throws IOException {
        if (request.type() != RconPacket.AUTH) {
            return false;
        }
        boolean right = request.text().equals(password);
        if (!right && refuseSilently) {
            return false;
        }
        List<RconPacket> packets = new ArrayList<>();
        if (source) {
            packets.add(new RconPacket(request.id(), RconPacket.RESPONSE, ""));
        }
        packets.add(new RconPacket(right ? request.id() : -1, RconPacket.AUTH_RESPONSE, ""));
        send(packets, out);
        return right;
    }

    private void answer(RconPacket request, OutputStream out) throws IOException, InterruptedException {
        simulation.faults().delay(dice);
        if (request.type() == RconPacket.RESPONSE && source) {
            send(
                    List.of(
                            new RconPacket(request.id(), RconPacket.RESPONSE, ""),
                            new RconPacket(request.id(), RconPacket.RESPONSE, new byte[] {0, 1, 0, 0})),
                    out);
        } else if (request.type() == RconPacket.EXEC) {
            simulation.ledger().write("command", "via", "rcon", "text", request.text());
            String reply = commands.run(request.text());
            simulation.gates().pass(Gates.Gate.CONSOLE);
            int id = dice.chance(wrongId) ? 0 : request.id();
            send(cut(id, reply), out);
            simulation.ledger().write("reply", "via", "rcon", "text", request.text(), "id-given", id == request.id());
        }
    }

    private List<RconPacket> cut(int id, String reply) {
        byte[] bytes = reply.getBytes(StandardCharsets.UTF_8);
        List<RconPacket> packets = new ArrayList<>();
        for (int from = 0; from == 0 || from < bytes.length; from += split) {
            byte[] part = Arrays.copyOfRange(bytes, from, Math.min(bytes.length, from + split));
            packets.add(new RconPacket(id, RconPacket.RESPONSE, part));
        }
        return packets;
    }

    private void send(List<RconPacket> packets, OutputStream out) throws IOException {
        Bytes joined = new Bytes();
        for (RconPacket packet : packets) {
            joined.raw(packet.encode());
        }
        byte[] bytes = joined.toArray();
        boolean chopped = dice.chance(chop);
        for (int from = 0; from < bytes.length; ) {
            int count = chopped && from < 512 ? (int) dice.between(1, 7) : bytes.length;
            int to = Math.min(bytes.length, from + count);
            out.write(bytes, from, to - from);
            out.flush();
            from = to;
        }
    }
}
