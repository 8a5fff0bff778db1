// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.simulation.net;

import io.reconsync.simulation.world.Sha256;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/** The server's end of one WebSocket (RFC 6455): text out, text in; answers pings. Sending is thread-safe. */
final class WebSocket implements Closeable {
    private static final String GUID = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";
    private static final int MAX_MESSAGE = 4 << 20;
    private final Socket socket;
    private final DataInputStream in;
    private final OutputStream out;

    WebSocket(Socket socket, DataInputStream in) throws IOException {
        this.socket = socket;
        this.in = in;
        this.out = socket.getOutputStream();
    }

    /** What the server answers to a client's key. */
    static String accept(String key) {
        try {
            MessageDigest sha1 = MessageDigest.getInstance("SHA-1");
            byte[] digest = sha1.digest((key.trim() + GUID).getBytes(StandardCharsets.US_ASCII));
            return Base64.getEncoder().encodeToString(digest);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every JDK has SHA-1", impossible);
        }
    }

    /** The next text message; null when the client closed. */
    String read() throws IOException {
        ByteArrayOutputStream message = new ByteArrayOutputStream();
        while (true) {
            int first = in.read();
            if (first < 0) {
                return null;
            }
            int second = in.readUnsignedByte();
            byte[] payload = payload(second);
            switch (first & 0x0f) {
                case 0x0, 0x1, 0x2 -> {
                    message.writeBytes(payload);
                    if (message.size() > MAX_MESSAGE) {
                        throw new IOException("a message over " + MAX_MESSAGE + " bytes");
                    }
                    if ((first & 0x80) != 0) {
                        return message.toString(StandardCharsets.UTF_8);
                    }
                }
                case 0x8 -> {
                    frame(0x88, payload);
                    return null;
                }
                case 0x9 -> frame(0x8A, payload);
                default -> {
                    // A pong needs no answer.
                }
            }
        }
    }

    private byte[] payload(int second) throws IOException {
        long length = second & 0x7f;
        if (length == 126) {
            length = in.readUnsignedShort();
        } else if (length == 127) {
            length = in.readLong();
        }
        if (length < 0 || length > MAX_MESSAGE || (second & 0x80) == 0) {
            throw new IOException("a client's frame must be masked and below " + MAX_MESSAGE + " bytes");
        }
        byte[] mask = new byte[4];
        in.readFully(mask);
        byte[] payload = new byte[(int) length];
        in.readFully(payload);
        for (int i = 0; i < payload.length; i++) {
            payload[i] ^= mask[i & 3];
        }
        return payload;
    }

    /** Sends a text in frames of at most {@code fragment} bytes. */
    synchronized void send(String text, int fragment) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        int from = 0;
        do {
            int to = Math.min(bytes.length, from + fragment);
            int head = (from == 0 ? 0x1 : 0x0) | (to == bytes.length ? 0x80 : 0);
            frame(head, java.util.Arrays.copyOfRange(bytes, from, to));
            from = to;
        } while (from < bytes.length);
    }

    void ping() throws IOException {
        frame(0x89, Sha256.bytes(new byte[0]).substring(0, 4).getBytes(StandardCharsets.US_ASCII));
    }

    private synchronized void frame(int head, byte[] payload) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(payload.length + 10);
        bytes.write(head);
        if (payload.length < 126) {
            bytes.write(payload.length);
        } else if (payload.length < 65536) {
            bytes.write(126);
            bytes.write(payload.length >> 8);
            bytes.write(payload.length);
        } else {
            bytes.write(127);
            for (int shift = 56; shift >= 0; shift -= 8) {
                bytes.write((int) ((long) payload.length >> shift));
            }
        }
        bytes.writeBytes(payload);
        out.write(bytes.toByteArray());
        out.flush();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
