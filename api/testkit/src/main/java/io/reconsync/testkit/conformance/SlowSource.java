// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.testkit.conformance;

import io.reconsync.api.backup.BlobSource;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** A source that stops in its middle until the test lets it go on. */
final class SlowSource implements BlobSource {
    private final byte[] bytes;
    private final CountDownLatch half = new CountDownLatch(1);
    private final CountDownLatch on = new CountDownLatch(1);

    SlowSource(byte[] bytes) {
        this.bytes = bytes;
    }

    byte[] bytes() {
        return bytes.clone();
    }

    void awaitHalf(Duration limit) throws InterruptedException {
        if (!half.await(limit.toMillis(), TimeUnit.MILLISECONDS)) {
            throw new AssertionError("The destination did not read its source.");
        }
    }

    void goOn() {
        on.countDown();
    }

    @Override
    public long length() {
        return bytes.length;
    }

    @Override
    public String sha256() {
        return Blobs.sha256(bytes);
    }

    @Override
    public InputStream open() {
        return new InputStream() {
            private int at;

            @Override
            public int read() throws IOException {
                byte[] one = new byte[1];
                return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
            }

            @Override
            public int read(byte[] into, int offset, int length) throws IOException {
                if (at >= bytes.length / 2) {
                    half.countDown();
                    await();
                }
                if (at >= bytes.length) {
                    return -1;
                }
                int count = Math.min(length, Math.min(bytes.length - at, 10_000));
                System.arraycopy(bytes, at, into, offset, count);
                at += count;
                return count;
            }

            private void await() throws IOException {
                try {
                    on.await();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                    throw new InterruptedIOException();
                }
            }
        };
    }
}
