// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.testkit.conformance;

import io.reconsync.api.game.Endpoint;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** A port behind which nobody behaves: on UDP and TCP at once. Closing frees it. */
final class RudePeer implements AutoCloseable {
    private final DatagramSocket udp;
    private final ServerSocket tcp;
    private final boolean talks;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();

    private RudePeer(boolean talks) {
        this.talks = talks;
        try {
            ServerSocket socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
            this.tcp = socket;
            this.udp = new DatagramSocket(socket.getLocalPort(), InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        thread(this::datagrams);
        thread(this::streams);
    }

    private static void thread(Runnable body) {
        Thread thread = new Thread(body, "rude-peer");
        thread.setDaemon(true);
        thread.start();
    }

    /** Takes everything and never answers. */
    static RudePeer silent() {
        return new RudePeer(false);
    }

    /** Answers with noise, endlessly. */
    static RudePeer noisy() {
        return new RudePeer(true);
    }

    /** A port that nobody listens on. */
    static Endpoint closed() {
        RudePeer peer = silent();
        peer.close();
        return peer.endpoint();
    }

    Endpoint endpoint() {
        return new Endpoint("127.0.0.1", tcp.getLocalPort());
    }

    private void datagrams() {
        Random random = new Random(1);
        byte[] buffer = new byte[65_000];
        while (!udp.isClosed()) {
            try {
                DatagramPacket packet = new DatagramPacket(buffer, buffer.length);
                udp.receive(packet);
                for (int i = 0; talks && i < 20; i++) {
                    byte[] noise = new byte[1 + random.nextInt(1400)];
                    random.nextBytes(noise);
                    udp.send(new DatagramPacket(noise, noise.length, packet.getSocketAddress()));
                }
            } catch (IOException e) {
                return;
            }
        }
    }

    private void streams() {
        while (!tcp.isClosed()) {
            try {
                Socket socket = tcp.accept();
                open.add(socket);
                if (talks) {
                    thread(() -> noise(socket));
                }
            } catch (IOException e) {
                return;
            }
        }
    }

    private static void noise(Socket socket) {
        Random random = new Random(2);
        byte[] noise = new byte[4096];
        try (socket;
                OutputStream out = socket.getOutputStream()) {
            for (int i = 0; i < 20_000; i++) {
                random.nextBytes(noise);
                out.write(noise);
            }
        } catch (IOException e) {
            // The other side had enough, which is what the test wants.
        }
    }

    @Override
    public void close() {
        try {
            udp.close();
            tcp.close();
            for (Socket socket : open) {
                socket.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
