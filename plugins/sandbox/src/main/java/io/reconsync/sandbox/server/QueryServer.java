// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.sandbox.server;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.List;

/** A2S on 127.0.0.1: info, players and rules behind a challenge, as Valve's page "Server queries" describes it. */
final class QueryServer implements AutoCloseable {
    private static final int MOST_BYTES = 1300;
    private static final byte[] INFO = header("TSource Engine Query\0");

    private final DatagramSocket socket;
    private final String name;
    private final Game game;
    private final int seed = new SecureRandom().nextInt();

    QueryServer(int port, String name, Game game) throws IOException {
        this.socket = new DatagramSocket(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        this.name = name;
        this.game = game;
    }

    int port() {
        return socket.getLocalPort();
    }

    void begin() {
        Thread thread = new Thread(this::run, "query");
        thread.setDaemon(true);
        thread.start();
    }

    private void run() {
        byte[] buffer = new byte[1400];
        while (!socket.isClosed()) {
            try {
                DatagramPacket request = new DatagramPacket(buffer, buffer.length);
                socket.receive(request);
                game.loop().pass();
                byte[] reply = answer(Arrays.copyOf(buffer, request.getLength()), request.getSocketAddress());
                if (reply.length > 0) {
                    socket.send(new DatagramPacket(reply, reply.length, request.getSocketAddress()));
                }
            } catch (IOException e) {
                if (!socket.isClosed()) {
                    game.log().line("[query] " + e);
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    private byte[] answer(byte[] request, SocketAddress from) {
        boolean info = request.length >= INFO.length && Arrays.equals(request, 0, INFO.length, INFO, 0, INFO.length);
        boolean list = request.length >= 9 && Arrays.equals(request, 0, 4, INFO, 0, 4) && "UV".indexOf(request[4]) >= 0;
        if (!info && !list) {
            return new byte[0];
        }
        int at = info ? INFO.length : 5;
        byte[] challenge = number(from.hashCode() ^ seed);
        if (request.length < at + 4 || !Arrays.equals(request, at, at + 4, challenge, 0, 4)) {
            return new Reply('A').raw(challenge).bytes();
        }
        return info ? info() : request[4] == 'U' ? players() : rules();
    }

    private byte[] info() {
        return new Reply('I')
                .one(17)
                .text(name)
                .text("Sandbox")
                .text("sandbox")
                .text("ReconSync sandbox")
                .one(0)
                .one(0)
                .one(game.players().online().size())
                .one(Players.MOST)
                .one(0)
                .one('d')
                .one('l')
                .one(0)
                .one(0)
                .text("1.0")
                .bytes();
    }

    private byte[] players() {
        List<Players.Player> online = game.players().online();
        Reply reply = new Reply('D').one(online.size());
        for (Players.Player player : online) {
            float seconds = (System.nanoTime() - player.since()) / 1e9f;
            reply.one(0)
                    .text(player.name().replace("\0", ""))
                    .raw(number(-player.deaths()))
                    .raw(number(Float.floatToIntBits(seconds)));
        }
        return cut(reply.bytes());
    }

    private byte[] rules() {
        return new Reply('E')
                .one(1)
                .one(0)
                .text("generation")
                .text(Long.toString(game.world().generation()))
                .bytes();
    }

    /** Entries that do not fit one datagram are left out, as some games do. */
    private static byte[] cut(byte[] reply) {
        return reply.length > MOST_BYTES ? Arrays.copyOf(reply, MOST_BYTES) : reply;
    }

    private static byte[] number(int value) {
        return ByteBuffer.allocate(4)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(value)
                .array();
    }

    private static byte[] header(String text) {
        byte[] bytes = ("...." + text).getBytes(StandardCharsets.US_ASCII);
        Arrays.fill(bytes, 0, 4, (byte) -1);
        return bytes;
    }

    @Override
    public void close() {
        socket.close();
    }

    private static final class Reply {
        private final ByteArrayOutputStream out = new ByteArrayOutputStream();

        Reply(char type) {
            raw(header(String.valueOf(type)));
        }

        Reply one(int value) {
            out.write(value);
            return this;
        }

        Reply text(String text) {
            return raw(text.getBytes(StandardCharsets.UTF_8)).one(0);
        }

        Reply raw(byte[] bytes) {
            out.writeBytes(bytes);
            return this;
        }

        byte[] bytes() {
            return out.toByteArray();
        }
    }
}
