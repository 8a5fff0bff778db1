// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.testkit.conformance;

import io.reconsync.api.game.Endpoint;
import io.reconsync.api.game.QueryKind;
import io.reconsync.protocol.a2s.A2sQuery;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;

/** The suite over the query of the protocols. Source of the format: Valve's "Server queries" page. */
class A2sQueryTest extends QueryKindConformance {
    private final DatagramSocket socket = peer();

    private static DatagramSocket peer() {
        try {
            DatagramSocket socket = new DatagramSocket(0, InetAddress.getLoopbackAddress());
            Thread thread = new Thread(() -> answer(socket), "a2s-peer");
            thread.setDaemon(true);
            thread.start();
            return socket;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void answer(DatagramSocket socket) {
        byte[] buffer = new byte[1400];
        while (!socket.isClosed()) {
            try {
                DatagramPacket packet = new DatagramPacket(buffer, buffer.length);
                socket.receive(packet);
                byte[] reply = buffer[4] == 'T' ? info() : new byte[] {-1, -1, -1, -1, 'D', 0};
                socket.send(new DatagramPacket(reply, reply.length, packet.getSocketAddress()));
            } catch (IOException e) {
                return;
            }
        }
    }

    private static byte[] info() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(new byte[] {-1, -1, -1, -1, 'I', 17});
        out.writeBytes("Sample\0Island\0sample\0Sample\0".getBytes(StandardCharsets.UTF_8));
        out.writeBytes(new byte[] {0, 0, 3, 70, 0, 'd', 'l', 0, 1});
        out.writeBytes("1.0\0".getBytes(StandardCharsets.UTF_8));
        out.write(0);
        return out.toByteArray();
    }

    @AfterEach
    void close() {
        socket.close();
    }

    @Override
    protected QueryKind kind() {
        return new A2sQuery();
    }

    @Override
    protected Endpoint answering() {
        return new Endpoint("127.0.0.1", socket.getLocalPort());
    }
}
