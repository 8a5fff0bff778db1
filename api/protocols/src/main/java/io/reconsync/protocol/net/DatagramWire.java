// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.protocol.net;

import java.time.Duration;

/** A connected datagram socket, or what stands for one in a test. For one thread at a time. */
public interface DatagramWire extends AutoCloseable {
    /** Sends one datagram. Errors as {@link #receive}. */
    void send(byte[] datagram);

    /**
     * The next datagram, or null when none came within {@code limit}.
     *
     * @throws io.reconsync.api.ReconException {@code …-refused} when the port is closed, {@code interrupted}
     */
    byte[] receive(Duration limit);

    @Override
    void close();
}
