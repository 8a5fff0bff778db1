// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.protocol.net;

import io.reconsync.api.Deadline;
import java.time.Duration;

/** A byte stream in both directions, or what stands for one in a test. One thread reads, one may write meanwhile. */
public interface StreamWire extends AutoCloseable {
    /**
     * Writes everything.
     *
     * @throws io.reconsync.api.ReconException {@code …-closed}, {@code …-timeout}, {@code interrupted}
     */
    void write(byte[] bytes, Deadline deadline);

    /**
     * Reads what is there, waiting at most {@code limit} for the first byte; a limit of zero does not wait.
     *
     * @return the number of bytes; 0 when none came in time; -1 at the end of the stream, also when it was torn down
     * @throws io.reconsync.api.ReconException {@code interrupted}
     */
    int read(byte[] into, int offset, int length, Duration limit);

    /** Makes a read or write of another thread end. */
    @Override
    void close();
}
