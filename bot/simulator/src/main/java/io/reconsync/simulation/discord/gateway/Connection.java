// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.simulation.discord.gateway;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.reconsync.simulation.discord.world.Json;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.zip.Deflater;
import org.java_websocket.WebSocket;

/** One WebSocket, with its compression and what a test does to it. Guarded by the world's lock. */
final class Connection {
    private final WebSocket socket;
    private final Deflater deflater;
    private Session session;
    private boolean silent;

    Connection(WebSocket socket, boolean compressed) {
        this.socket = socket;
        deflater = compressed ? new Deflater() : null;
    }

    Session session() {
        return session;
    }

    void session(Session own) {
        session = own;
    }

    boolean silent() {
        return silent;
    }

    /** A connection that looks alive and says nothing more. */
    void silence() {
        silent = true;
    }

    void send(int op, JsonNode data) {
        ObjectNode frame = Json.object().put("op", op).putNull("s").putNull("t");
        frame.set("d", data);
        send(frame);
    }

    void send(ObjectNode frame) {
        if (silent || !socket.isOpen()) {
            return;
        }
        if (deflater == null) {
            socket.send(frame.toString());
        } else {
            socket.send(ByteBuffer.wrap(deflate(frame.toString().getBytes(StandardCharsets.UTF_8))));
        }
    }

    /** One context for the whole connection; each message ends with an empty block, {@code 00 00 ff ff}. */
    private byte[] deflate(byte[] bytes) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        byte[] buffer = new byte[8192];
        deflater.setInput(bytes);
        int length;
        do {
            length = deflater.deflate(buffer, 0, buffer.length, Deflater.SYNC_FLUSH);
            out.write(buffer, 0, length);
        } while (length == buffer.length);
        return out.toByteArray();
    }

    void close(int code, String reason) {
        socket.close(code, reason);
    }

    /** Ends the connection without a word. */
    void cut() {
        socket.closeConnection(1006, "");
    }

    void ended() {
        if (deflater != null) {
            deflater.end();
        }
    }
}
