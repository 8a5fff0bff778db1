// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.protocol.log;

import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/** Cuts bytes into lines. Of a longer line the first 16 KiB are given out and the rest is dropped. */
final class LineBytes {
    private static final int LONGEST = 16 * 1024;

    private final byte[] line = new byte[LONGEST];
    private int kept;
    private long pending;
    private boolean skipping;

    /** How many bytes of an unfinished line have been taken. */
    long pending() {
        return pending;
    }

    /** Drops everything up to and including the next line end. */
    void skipToLineEnd() {
        skipping = true;
    }

    void take(byte[] bytes, int count, Consumer<String> out) {
        for (int i = 0; i < count; i++) {
            byte b = bytes[i];
            pending++;
            if (b == '\n') {
                give(out);
            } else if (kept < LONGEST && !(b == 0 && kept == 0)) {
                line[kept++] = b;
            }
        }
    }

    /** Gives out what is there of an unfinished line. */
    void finish(Consumer<String> out) {
        if (kept > 0) {
            give(out);
        }
        kept = 0;
        pending = 0;
        skipping = false;
    }

    private void give(Consumer<String> out) {
        int length = kept > 0 && line[kept - 1] == '\r' ? kept - 1 : kept;
        boolean dropped = skipping;
        kept = 0;
        pending = 0;
        skipping = false;
        if (!dropped) {
            out.accept(new String(line, 0, length, StandardCharsets.UTF_8));
        }
    }
}
