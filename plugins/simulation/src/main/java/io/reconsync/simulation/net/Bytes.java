// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.simulation.net;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** Little-endian bytes, appended one field after the other. */
final class Bytes {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    Bytes u8(int value) {
        out.write(value);
        return this;
    }

    Bytes u16(int value) {
        return u8(value).u8(value >> 8);
    }

    Bytes i32(int value) {
        return u16(value).u16(value >> 16);
    }

    Bytes i64(long value) {
        return i32((int) value).i32((int) (value >> 32));
    }

    Bytes f32(float value) {
        return i32(Float.floatToIntBits(value));
    }

    /** UTF-8 up to the first NUL, then a NUL. */
    Bytes string(String text) {
        int nul = text.indexOf('\0');
        return raw((nul < 0 ? text : text.substring(0, nul)).getBytes(StandardCharsets.UTF_8))
                .u8(0);
    }

    Bytes raw(byte[] bytes) {
        out.writeBytes(bytes);
        return this;
    }

    byte[] toArray() {
        return out.toByteArray();
    }
}
