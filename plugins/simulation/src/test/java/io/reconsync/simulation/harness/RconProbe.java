// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.simulation.harness;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** Raw RCON packets against a simulator, made here byte by byte so that the server's code judges nothing of itself. */
public final class RconProbe implements AutoCloseable {
    private final Socket socket;
    private final DataInputStream in;
    private final OutputStream out;

    public RconProbe(int port) throws IOException {
        socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setSoTimeout(20_000);
        in = new DataInputStream(socket.getInputStream());
        out = socket.getOutputStream();
    }

    /** One packet that came. */
    public record Packet(int id, int type, String body) {}

    public void send(int id, int type, String body) throws IOException {
        byte[] text = body.getBytes(StandardCharsets.UTF_8);
        ByteBuffer packet = ByteBuffer.allocate(14 + text.length).order(ByteOrder.LITTLE_ENDIAN);
        packet.putInt(10 + text.length)
                .putInt(id)
                .putInt(type)
                .put(text)
                .put((byte) 0)
                .put((byte) 0);
        out.write(packet.array());
        out.flush();
    }

    /** The next packet; fails at the end of the stream. */
    public Packet read() throws IOException {
        byte[] size = in.readNBytes(4);
        if (size.length < 4) {
            throw new IOException("the server closed the connection");
        }
        byte[] rest =
                new byte[ByteBuffer.wrap(size).order(ByteOrder.LITTLE_ENDIAN).getInt()];
        in.readFully(rest);
        ByteBuffer packet = ByteBuffer.wrap(rest).order(ByteOrder.LITTLE_ENDIAN);
        return new Packet(
                packet.getInt(), packet.getInt(), new String(rest, 8, rest.length - 10, StandardCharsets.UTF_8));
    }

    /** Logs in as to ARK: one packet answers. */
    public Packet login(String password) throws IOException {
        send(1, 3, password);
        return read();
    }

    /** A command with a reply of one packet. */
    public String run(String command) throws IOException {
        send(7, 2, command);
        return read().body();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
