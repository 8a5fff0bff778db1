// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.sandbox.server;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;

/**
 * Source RCON on 127.0.0.1, as Valve's page "Source RCON Protocol" describes it, with the mirrored empty packet that ends
 * a reply. Logging in works while the server hangs; commands do not.
 */
final class RconServer implements AutoCloseable {
    private static final int LOGIN = 3;
    private static final int LOGIN_RESPONSE = 2;
    private static final int COMMAND = 2;
    private static final int RESPONSE = 0;
    private static final int LARGEST = 4096;
    private static final int MOST_BODY = 4000;

    private final ServerSocket server = new ServerSocket();
    private final String password;
    private final Console console;
    private final GameLog log;

    RconServer(int port, String password, Console console, GameLog log) throws IOException {
        this.password = password;
        this.console = console;
        this.log = log;
        server.setReuseAddress(true);
        server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
    }

    int port() {
        return server.getLocalPort();
    }

    void begin() {
        thread("rcon", this::accept).start();
    }

    private static Thread thread(String name, Runnable work) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        return thread;
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket client = server.accept();
                thread("rcon-client", () -> serve(client)).start();
            } catch (IOException e) {
                if (!server.isClosed()) {
                    log.line("[rcon] " + e);
                }
            }
        }
    }

    private void serve(Socket client) {
        try (client;
                DataInputStream in = new DataInputStream(new BufferedInputStream(client.getInputStream()))) {
            client.setTcpNoDelay(true);
            OutputStream out = client.getOutputStream();
            Packet login = Packet.read(in);
            boolean right = login.type == LOGIN && MessageDigest.isEqual(login.body, bytes(password));
            out.write(new Packet(login.id, RESPONSE, new byte[0]).encode());
            out.write(new Packet(right ? login.id : -1, LOGIN_RESPONSE, new byte[0]).encode());
            if (!right) {
                log.line("[rcon] a wrong password was refused");
                return;
            }
            while (true) {
                answer(Packet.read(in), out);
            }
        } catch (EOFException gone) {
            Thread.currentThread().setName("rcon-gone");
        } catch (IOException e) {
            log.line("[rcon] a connection ended: " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void answer(Packet packet, OutputStream out) throws IOException, InterruptedException {
        if (packet.type != COMMAND) {
            out.write(new Packet(packet.id, RESPONSE, new byte[0]).encode());
            return;
        }
        byte[] reply = bytes(console.run(new String(packet.body, StandardCharsets.UTF_8)));
        for (int from = 0; from == 0 || from < reply.length; from += MOST_BODY) {
            byte[] part = Arrays.copyOfRange(reply, from, Math.min(reply.length, from + MOST_BODY));
            out.write(new Packet(packet.id, RESPONSE, part).encode());
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public void close() throws IOException {
        server.close();
    }

    private record Packet(int id, int type, byte[] body) {
        static Packet read(DataInputStream in) throws IOException {
            int size = Integer.reverseBytes(in.readInt());
            if (size < 10 || size > LARGEST) {
                throw new IOException("a packet of " + size + " bytes");
            }
            ByteBuffer rest = ByteBuffer.wrap(in.readNBytes(size)).order(ByteOrder.LITTLE_ENDIAN);
            if (rest.limit() < size) {
                throw new EOFException();
            }
            return new Packet(rest.getInt(), rest.getInt(), Arrays.copyOfRange(rest.array(), 8, size - 2));
        }

        byte[] encode() {
            ByteBuffer out = ByteBuffer.allocate(body.length + 14).order(ByteOrder.LITTLE_ENDIAN);
            out.putInt(body.length + 10)
                    .putInt(id)
                    .putInt(type)
                    .put(body)
                    .put((byte) 0)
                    .put((byte) 0);
            return out.array();
        }
    }
}
