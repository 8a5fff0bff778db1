// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.protocol.net;

import io.reconsync.api.game.Endpoint;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A TCP port on loopback; each connection is served by one call of a script on a thread of its own. */
public final class TcpPeer implements AutoCloseable {
    /** What one connection does; when it returns, the connection is closed. */
    public interface Script {
        void serve(Socket socket) throws IOException;
    }

    private final ServerSocket server;
    private final List<Socket> sockets = new CopyOnWriteArrayList<>();

    public TcpPeer(Script script) throws IOException {
        server = new ServerSocket(0, 16, InetAddress.getLoopbackAddress());
        daemon(() -> accept(script));
    }

    /** Accepts and stays silent for ever. */
    public static TcpPeer silent() throws IOException {
        return new TcpPeer(socket -> socket.getInputStream().readAllBytes());
    }

    /** A port at which nothing listens. */
    public static Endpoint closedPort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return new Endpoint("127.0.0.1", socket.getLocalPort());
        }
    }

    public Endpoint at() {
        return new Endpoint("127.0.0.1", server.getLocalPort());
    }

    private void accept(Script script) {
        try {
            while (true) {
                Socket socket = server.accept();
                sockets.add(socket);
                daemon(() -> serve(script, socket));
            }
        } catch (IOException closed) {
            close();
        }
    }

    private static void serve(Script script, Socket socket) {
        try (socket) {
            script.serve(socket);
        } catch (IOException hungUp) {
            // The client has gone.
        }
    }

    private static void daemon(Runnable run) {
        Thread thread = new Thread(run, "tcp-peer");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() {
        try {
            server.close();
            for (Socket socket : sockets) {
                socket.close();
            }
        } catch (IOException ignored) {
            // The test is over.
        }
    }
}
