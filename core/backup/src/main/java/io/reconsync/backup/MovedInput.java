// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.backup;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.function.LongConsumer;

/** Tells how many bytes have been read. */
final class MovedInput extends FilterInputStream {
    private final LongConsumer moved;
    private long count;

    MovedInput(InputStream in, LongConsumer moved) {
        super(in);
        this.moved = moved;
    }

    @Override
    public int read() throws IOException {
        int value = in.read();
        tell(value < 0 ? 0 : 1);
        return value;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        int read = in.read(buffer, offset, length);
        tell(Math.max(0, read));
        return read;
    }

    private void tell(int more) {
        count += more;
        moved.accept(count);
    }
}
