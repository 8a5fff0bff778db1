// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.testkit.conformance;

import io.reconsync.api.backup.BlobName;
import io.reconsync.api.backup.BlobSource;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Random;

/** Blobs for tests. */
final class Blobs {
    private Blobs() {}

    static BlobName name(String value) {
        return new BlobName(value);
    }

    static byte[] random(int length, long seed) {
        byte[] bytes = new byte[length];
        new Random(seed).nextBytes(bytes);
        return bytes;
    }

    static BlobSource source(byte[] bytes) {
        return source(bytes, bytes.length, sha256(bytes));
    }

    /** A source that may lie about its length or hash. */
    static BlobSource source(byte[] bytes, long length, String sha256) {
        return new Source(length, sha256, () -> new ByteArrayInputStream(bytes));
    }

    /** A source whose stream breaks after {@code good} bytes. */
    static BlobSource broken(byte[] bytes, int good) {
        return new Source(bytes.length, sha256(bytes), () -> new InputStream() {
            private int at;

            @Override
            public int read() throws IOException {
                if (at >= good) {
                    throw new IOException("the source broke on purpose");
                }
                return bytes[at++] & 0xFF;
            }
        });
    }

    static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private interface Opening {
        InputStream open() throws IOException;
    }

    private record Source(long length, String sha256, Opening opening) implements BlobSource {
        @Override
        public InputStream open() throws IOException {
            return opening.open();
        }
    }
}
