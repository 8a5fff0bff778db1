// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.protocol.webrcon;

import io.reconsync.api.game.Endpoint;
import io.reconsync.protocol.net.TcpPeer;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A WebSocket server written out by hand: hands the script the requested path and each text frame. */
final class WsPeer implements AutoCloseable {
    static final int TEXT = 1;
    static final int CONTINUATION = 0;

    /** What happens once the handshake is done. */
    interface Script {
        void serve(Connection connection) throws IOException;
    }

    private final TcpPeer peer;
    private final List<String> paths = new CopyOnWriteArrayList<>();

    WsPeer(Script script) throws IOException {
        peer = new TcpPeer(socket -> {
            DataInputStream in = new DataInputStream(socket.getInputStream());
            String head = head(in);
            paths.add(head.substring(4, head.indexOf(' ', 4)));
            String key = head.replaceAll("(?s).*Sec-WebSocket-Key: ([^\r]+)\r.*", "$1");
            socket.getOutputStream()
                    .write(("HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                                    + "Sec-WebSocket-Accept: " + accept(key) + "\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            script.serve(new Connection(in, socket));
        });
    }

    static String head(DataInputStream in) throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            head.append((char) in.readByte());
        }
        return head.toString();
    }

    private static String accept(String key) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-1")
                    .digest((key + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11").getBytes(StandardCharsets.US_ASCII));
            return Base64.getEncoder().encodeToString(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    Endpoint at() {
        return peer.at();
    }

    List<String> paths() {
        return paths;
    }

    @Override
    public void close() {
        peer.close();
    }

    /** One client after the handshake. */
    record Connection(DataInputStream in, Socket socket) {
        /** The text of the next frame of the client, which is always masked and short or medium. */
        String read() throws IOException {
            in.readUnsignedByte();
            int length = in.readUnsignedByte() & 0x7f;
            if (length == 126) {
                length = in.readUnsignedShort();
            }
            byte[] mask = in.readNBytes(4);
            byte[] data = in.readNBytes(length);
            for (int i = 0; i < data.length; i++) {
                data[i] ^= mask[i % 4];
            }
            return new String(data, StandardCharsets.UTF_8);
        }

        /** The identifier in the next frame. */
        String identifier() throws IOException {
            return read().replaceAll(".*\"Identifier\":(\\d+).*", "$1");
        }

        void frame(int opcode, boolean last, byte[] data) throws IOException {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            out.write((last ? 0x80 : 0) | opcode);
            if (data.length < 126) {
                out.write(data.length);
            } else {
                out.write(127);
                for (int shift = 56; shift >= 0; shift -= 8) {
                    out.write((int) ((long) data.length >> shift));
                }
            }
            out.writeBytes(data);
            OutputStream to = socket.getOutputStream();
            to.write(out.toByteArray());
            to.flush();
        }

        void text(String text) throws IOException {
            frame(TEXT, true, text.getBytes(StandardCharsets.UTF_8));
        }

        void reply(String identifier, String message) throws IOException {
            text("{\"Message\":\"" + message + "\",\"Identifier\":" + identifier
                    + ",\"Type\":\"Generic\",\"Stacktrace\":\"\"}");
        }
    }
}
