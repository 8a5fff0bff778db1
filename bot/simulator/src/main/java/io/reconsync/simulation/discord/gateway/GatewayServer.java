// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.simulation.discord.gateway;

import io.reconsync.simulation.discord.check.OpenApi;
import io.reconsync.simulation.discord.check.Violations;
import io.reconsync.simulation.discord.world.World;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.java_websocket.WebSocket;
import org.java_websocket.handshake.ClientHandshake;
import org.java_websocket.server.WebSocketServer;

/** The port of the gateway. What comes in is handled under the world's lock, one frame after the other. */
public final class GatewayServer extends WebSocketServer {
    private static final int STOP_MILLIS = 1000;
    private final World world;
    private final Gateway gateway;
    private final Violations violations;
    private final CountDownLatch started = new CountDownLatch(1);

    public GatewayServer(int port, World world, Gateway gateway, Violations violations) {
        super(new InetSocketAddress("127.0.0.1", port), 1);
        this.world = world;
        this.gateway = gateway;
        this.violations = violations;
        setReuseAddr(true);
        setTcpNoDelay(true);
        setConnectionLostTimeout(0);
        setDaemon(true);
    }

    /** Returns when the port is open. */
    public void open() throws IOException, InterruptedException {
        start();
        if (!started.await(30, TimeUnit.SECONDS)) {
            throw new IOException("the gateway's port did not open within 30 s");
        }
    }

    public void shut() throws InterruptedException {
        stop(STOP_MILLIS);
    }

    @Override
    public void onStart() {
        started.countDown();
    }

    @Override
    public void onOpen(WebSocket socket, ClientHandshake handshake) {
        synchronized (world) {
            gateway.opened(
                    socket,
                    OpenApi.query(URI.create(handshake.getResourceDescriptor()).getRawQuery()));
            world.notifyAll();
        }
    }

    @Override
    public void onClose(WebSocket socket, int code, String reason, boolean byClient) {
        synchronized (world) {
            gateway.closed(socket, code, byClient);
            world.notifyAll();
        }
    }

    @Override
    public void onMessage(WebSocket socket, String text) {
        synchronized (world) {
            gateway.received(socket, text);
            world.notifyAll();
        }
    }

    @Override
    public void onMessage(WebSocket socket, ByteBuffer bytes) {
        onMessage(socket, StandardCharsets.UTF_8.decode(bytes).toString());
    }

    @Override
    public void onError(WebSocket socket, Exception error) {
        if (!(error instanceof IOException)) {
            violations.add("simulator", "gateway", String.valueOf(error));
        }
    }
}
