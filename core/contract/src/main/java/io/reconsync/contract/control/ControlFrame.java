// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.contract.control;

import io.reconsync.api.ReconException;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * A frame on the control socket: four bytes of length (unsigned, most significant first), then that many bytes of JSON
 * in UTF-8, at least 2 and at most 8 MiB. Stateless.
 */
public final class ControlFrame {
    /** The most bytes of JSON in a frame. */
    public static final int LARGEST = 8 << 20;

    private static final int SMALLEST = 2;

    private ControlFrame() {}

    /** Writes a frame in one call and flushes. */
    public static void write(OutputStream out, String json) throws IOException {
        byte[] body = json.getBytes(StandardCharsets.UTF_8);
        if (body.length > LARGEST) {
            throw WireJson.malformed("A frame of " + body.length + " bytes is too large.");
        }
        out.write(ByteBuffer.allocate(4 + body.length)
                .putInt(body.length)
                .put(body)
                .array());
        out.flush();
    }

    /**
     * Reads a frame; blocks until it is whole.
     *
     * @return empty when the stream ended between two frames
     * @throws EOFException when it ended in the middle of one
     * @throws ReconException code {@code frame-malformed}; nothing more can be read from the stream then
     */
    public static Optional<String> read(InputStream in) throws IOException {
        byte[] head = in.readNBytes(4);
        if (head.length == 0) {
            return Optional.empty();
        }
        if (head.length < 4) {
            throw new EOFException("The connection ended inside a frame.");
        }
        int length = ByteBuffer.wrap(head).getInt();
        if (length < SMALLEST || length > LARGEST) {
            throw WireJson.malformed("A frame says it has " + Integer.toUnsignedString(length) + " bytes.");
        }
        byte[] body = in.readNBytes(length);
        if (body.length < length) {
            throw new EOFException("The connection ended inside a frame.");
        }
        try {
            return Optional.of(StandardCharsets.UTF_8
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(body))
                    .toString());
        } catch (CharacterCodingException e) {
            throw WireJson.malformed("A frame is not UTF-8.");
        }
    }
}
