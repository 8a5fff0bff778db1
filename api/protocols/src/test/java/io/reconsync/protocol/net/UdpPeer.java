// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.protocol.net;

import io.reconsync.api.game.Endpoint;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;

/** A UDP port on loopback that answers each datagram with the datagrams of a function. */
public final class UdpPeer implements AutoCloseable {
    private final DatagramSocket socket;

    public UdpPeer(Function<byte[], List<byte[]>> answers) throws IOException {
        socket = new DatagramSocket(0, InetAddress.getLoopbackAddress());
        Thread thread = new Thread(() -> serve(answers), "udp-peer");
        thread.setDaemon(true);
        thread.start();
    }

    public Endpoint at() {
        return new Endpoint("127.0.0.1", socket.getLocalPort());
    }

    private void serve(Function<byte[], List<byte[]>> answers) {
        byte[] buffer = new byte[65_535];
        try {
            while (true) {
                DatagramPacket packet = new DatagramPacket(buffer, buffer.length);
                socket.receive(packet);
                for (byte[] answer : answers.apply(Arrays.copyOf(buffer, packet.getLength()))) {
                    socket.send(new DatagramPacket(answer, answer.length, packet.getSocketAddress()));
                }
            }
        } catch (IOException closed) {
            socket.close();
        }
    }

    @Override
    public void close() {
        socket.close();
    }
}
