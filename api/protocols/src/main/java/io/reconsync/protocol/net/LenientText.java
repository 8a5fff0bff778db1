// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.protocol.net;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/** Text of unknown encoding: UTF-8 when it is valid UTF-8, else Windows-1252, which old servers use. Never fails. */
public final class LenientText {
    private static final Charset FALLBACK = Charset.forName("windows-1252");

    private LenientText() {}

    /** The text of {@code length} bytes. */
    public static String decode(byte[] bytes, int offset, int length) {
        ByteBuffer part = ByteBuffer.wrap(bytes, offset, length);
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(part).toString();
        } catch (CharacterCodingException e) {
            return new String(bytes, offset, length, FALLBACK);
        }
    }
}
