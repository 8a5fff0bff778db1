// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.archive;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.InflaterOutputStream;

/** Bytes kept compressed in memory until they are needed: a zip's table of contents, which comes last. */
final class PackedBytes {
    private static final int PIECE = 1 << 16;

    private final List<byte[]> pieces = new ArrayList<>();
    private final ByteArrayOutputStream last = new ByteArrayOutputStream(PIECE);
    private final DeflaterOutputStream in = new DeflaterOutputStream(new OutputStream() {
        @Override
        public void write(int b) {
            last.write(b);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) {
            last.write(bytes, offset, length);
            if (last.size() >= PIECE) {
                pieces.add(last.toByteArray());
                last.reset();
            }
        }
    });
    private long size;

    void add(byte[] bytes) throws IOException {
        in.write(bytes);
        size += bytes.length;
    }

    /** How many bytes were added. */
    long size() {
        return size;
    }

    /** Writes all that was added; nothing can be added afterwards. */
    void writeTo(OutputStream out) throws IOException {
        in.close();
        InflaterOutputStream unpacked = new InflaterOutputStream(out);
        for (byte[] piece : pieces) {
            unpacked.write(piece);
        }
        unpacked.write(last.toByteArray());
        unpacked.finish();
    }
}
