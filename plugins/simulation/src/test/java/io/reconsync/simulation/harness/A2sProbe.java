// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.simulation.harness;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.HexFormat;

/** Raw A2S datagrams against a simulator, as hexadecimal text. */
public final class A2sProbe implements AutoCloseable {
    /** INFO without a challenge. */
    public static final String INFO = "ffffffff54536f7572636520456e67696e6520517565727900";

    /** PLAYER without a challenge. */
    public static final String PLAYER = "ffffffff55";

    private final DatagramSocket socket;

    public A2sProbe(int port) throws IOException {
        socket = new DatagramSocket();
        socket.connect(InetAddress.getLoopbackAddress(), port);
        socket.setSoTimeout(2_000);
    }

    /** Sends hexadecimal bytes and returns the reply's; fails when none comes within 2 s. */
    public String ask(String hex) throws IOException {
        byte[] request = HexFormat.of().parseHex(hex);
        socket.send(new DatagramPacket(request, request.length));
        return receive();
    }

    public String receive() throws IOException {
        DatagramPacket reply = new DatagramPacket(new byte[2048], 2048);
        socket.receive(reply);
        return HexFormat.of().formatHex(Arrays.copyOf(reply.getData(), reply.getLength()));
    }

    /** Asks, gets the challenge, asks again with it. */
    public String askWithChallenge(String hex) throws IOException {
        String challenge = ask(hex.length() == 10 ? hex + "ffffffff" : hex);
        if (!challenge.startsWith("ffffffff41")) {
            throw new AssertionError("no challenge: " + challenge);
        }
        return ask(hex + challenge.substring(10));
    }

    @Override
    public void close() {
        socket.close();
    }
}
