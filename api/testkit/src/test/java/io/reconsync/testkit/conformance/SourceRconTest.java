// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.testkit.conformance;

import io.reconsync.api.game.ConsoleKind;
import io.reconsync.api.game.Endpoint;
import io.reconsync.protocol.rcon.SourceRcon;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;

/** The suite over the console of the protocols. Source of the format: Valve's "Source RCON protocol" page. */
class SourceRconTest extends ConsoleKindConformance {
    private static final int AUTH = 3;
    private static final int COMMAND = 2;

    private final ServerSocket server = listen();

    private static ServerSocket listen() {
        try {
            ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
            daemon(() -> accept(server));
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void daemon(Runnable body) {
        Thread thread = new Thread(body, "rcon-peer");
        thread.setDaemon(true);
        thread.start();
    }

    private static void accept(ServerSocket server) {
        while (!server.isClosed()) {
            try {
                Socket socket = server.accept();
                daemon(() -> talk(socket));
            } catch (IOException e) {
                return;
            }
        }
    }

    private static void talk(Socket socket) {
        try (socket) {
            DataInputStream in = new DataInputStream(socket.getInputStream());
            while (true) {
                int length = Integer.reverseBytes(in.readInt());
                ByteBuffer packet = ByteBuffer.wrap(in.readNBytes(length)).order(ByteOrder.LITTLE_ENDIAN);
                int id = packet.getInt();
                int type = packet.getInt();
                String body = new String(packet.array(), 8, length - 10, StandardCharsets.UTF_8);
                if (type == AUTH) {
                    boolean right = body.equals(PASSWORD.reveal());
                    reply(socket.getOutputStream(), right ? id : -1, COMMAND, "");
                } else {
                    reply(socket.getOutputStream(), id, 0, type == COMMAND ? "reply to " + body : "");
                }
            }
        } catch (IOException e) {
            // The client has gone.
        }
    }

    private static void reply(OutputStream out, int id, int type, String body) throws IOException {
        byte[] text = body.getBytes(StandardCharsets.UTF_8);
        ByteBuffer packet = ByteBuffer.allocate(14 + text.length).order(ByteOrder.LITTLE_ENDIAN);
        packet.putInt(10 + text.length)
                .putInt(id)
                .putInt(type)
                .put(text)
                .put((byte) 0)
                .put((byte) 0);
        out.write(packet.array());
    }

    @AfterEach
    void close() throws IOException {
        server.close();
    }

    @Override
    protected ConsoleKind kind() {
        return new SourceRcon();
    }

    @Override
    protected Endpoint answering() {
        return new Endpoint("127.0.0.1", server.getLocalPort());
    }

    @Override
    protected String command() {
        return "status";
    }
}
