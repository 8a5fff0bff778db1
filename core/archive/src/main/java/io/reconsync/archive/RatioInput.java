// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.archive;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** The unpacked bytes; ends with a refusal when they outgrow the packed ones beyond belief. */
final class RatioInput extends FilterInputStream {
    private static final long FREE = 1 << 20;

    private final CountedInput packed;
    private final double maxRatio;
    private final Refusal refusal;
    private long out;

    RatioInput(InputStream unpacked, CountedInput packed, double maxRatio, Refusal refusal) {
        super(unpacked);
        this.packed = packed;
        this.maxRatio = maxRatio;
        this.refusal = refusal;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        int read = in.read(buffer, offset, length);
        out += Math.max(0, read);
        if (out > FREE && out > maxRatio * Math.max(1, packed.count())) {
            throw refusal.bomb("it unpacks to more than " + (long) maxRatio + " times its size");
        }
        return read;
    }

    @Override
    public long skip(long wanted) throws IOException {
        byte[] buffer = new byte[(int) Math.min(8192, Math.max(1, wanted))];
        int read = read(buffer, 0, (int) Math.min(buffer.length, wanted));
        return Math.max(0, read);
    }

    @Override
    public boolean markSupported() {
        return false;
    }
}
