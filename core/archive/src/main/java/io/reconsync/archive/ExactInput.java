// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.archive;

import java.io.IOException;
import java.io.InputStream;

/** Exactly so many bytes of another stream; the other stream ending before is a refusal. Closing leaves it open. */
final class ExactInput extends InputStream {
    private final InputStream in;
    private final Refusal refusal;
    private long left;

    ExactInput(InputStream in, long length, Refusal refusal) {
        this.in = in;
        this.left = length;
        this.refusal = refusal;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        if (left == 0) {
            return length == 0 ? 0 : -1;
        }
        int read = in.read(buffer, offset, (int) Math.min(length, left));
        if (read < 0) {
            throw refusal.malformed("it ends in the middle");
        }
        left -= read;
        return read;
    }

    /** Reads what is left and forgets it. */
    void drain() throws IOException {
        byte[] buffer = new byte[(int) Math.min(1 << 16, left)];
        while (left > 0) {
            read(buffer, 0, buffer.length);
        }
    }
}
