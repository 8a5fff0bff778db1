// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.simulation.net;

import io.reconsync.simulation.Dice;
import io.reconsync.simulation.engine.Gates;
import io.reconsync.simulation.engine.Simulation;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Answers A2S on 127.0.0.1: every query needs a challenge, valid for 30 s and one address; long replies are split,
 * shuffled and partly sent twice; more than 10 requests per second and host are dropped in silence. Switches:
 * {@code a2s-challenge=always|never}, {@code a2s-split}, {@code a2s-rate}.
 */
public final class A2sServer {
    private static final long CHALLENGE_NANOS = 30_000_000_000L;
    private final Simulation simulation;
    private final Supplier<A2sInfo> info;
    private final DatagramSocket socket;
    private final Dice dice;
    private final boolean challenges;
    private final int splitSize;
    private final double rate;
    private final Map<SocketAddress, Challenge> known = new LinkedHashMap<>();
    private final Map<InetAddress, Bucket> buckets = new HashMap<>();

    private record Challenge(byte[] bytes, long until) {}

    private record Bucket(double tokens, long at) {}

    public A2sServer(Simulation simulation, int port, Supplier<A2sInfo> info) throws IOException {
        this.simulation = simulation;
        this.info = info;
        this.socket = new DatagramSocket(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        this.dice = simulation.dice().named("a2s");
        this.challenges = simulation.options().flag("a2s-challenge", "always").equals("always");
        this.splitSize = (int) simulation.options().flag("a2s-split", 1248);
        this.rate = simulation.options().flag("a2s-rate", 10);
        simulation.daemon("a2s", this::run);
    }

    public int port() {
        return socket.getLocalPort();
    }

    public void close() {
        socket.close();
    }

    private void run() throws IOException, InterruptedException {
        byte[] buffer = new byte[2048];
        while (!socket.isClosed()) {
            DatagramPacket request = new DatagramPacket(buffer, buffer.length);
            socket.receive(request);
            simulation.gates().pass(Gates.Gate.QUERY);
            if (allowed(request.getAddress())
                    && !dice.chance(simulation.faults().udpLoss())) {
                byte[] bytes = Arrays.copyOf(buffer, request.getLength());
                answer(bytes, request.getSocketAddress());
            }
        }
    }

    private boolean allowed(InetAddress host) {
        long now = System.nanoTime();
        Bucket before = buckets.getOrDefault(host, new Bucket(rate, now));
        double tokens = Math.min(rate, before.tokens() + (now - before.at()) / 1e9 * rate);
        buckets.put(host, new Bucket(tokens >= 1 ? tokens - 1 : tokens, now));
        return tokens >= 1;
    }

    private void answer(byte[] request, SocketAddress from) throws IOException, InterruptedException {
        boolean forInfo = A2sPackets.isInfo(request, request.length);
        boolean list = request.length >= 9 && request[0] == -1 && (request[4] == 'U' || request[4] == 'V');
        if (!forInfo && !list) {
            return;
        }
        int at = forInfo ? A2sPackets.INFO_REQUEST.length : 5;
        byte[] given = request.length >= at + 4 ? Arrays.copyOfRange(request, at, at + 4) : new byte[0];
        simulation.faults().delay(dice);
        if (challenges && !valid(from, given)) {
            send(A2sPackets.challenge(challenge(from)), from);
        } else if (forInfo) {
            send(A2sPackets.info(info.get()), from);
        } else if (request[4] == 'U') {
            send(A2sPackets.players(info.get().entries()), from);
        } else {
            send(A2sPackets.rules(info.get().rules()), from);
        }
    }

    private boolean valid(SocketAddress from, byte[] given) {
        Challenge challenge = known.get(from);
        return challenge != null
                && challenge.until() - System.nanoTime() > 0
                && Arrays.equals(challenge.bytes(), given);
    }

    private byte[] challenge(SocketAddress to) {
        known.values().removeIf(old -> old.until() - System.nanoTime() <= 0);
        return known.computeIfAbsent(to, each -> new Challenge(dice.bytes(4), System.nanoTime() + CHALLENGE_NANOS))
                .bytes();
    }

    private void send(byte[] reply, SocketAddress to) throws IOException {
        List<byte[]> packets = new ArrayList<>();
        if (reply.length <= splitSize) {
            packets.add(reply);
        } else {
            packets.addAll(A2sPackets.split(reply, (int) dice.between(1, Integer.MAX_VALUE), splitSize));
            dice.shuffle(packets);
            if (dice.chance(0.3)) {
                packets.add(packets.get(0));
            }
        }
        for (byte[] packet : packets) {
            if (!dice.chance(simulation.faults().udpLoss())) {
                socket.send(new DatagramPacket(packet, packet.length, to));
            }
        }
    }
}
