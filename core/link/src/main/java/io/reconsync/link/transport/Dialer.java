// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.link.transport;

import io.reconsync.api.Deadline;

/** An agent's way to its bot. Thread-safe. */
public interface Dialer extends AutoCloseable {
    /**
     * Connects; blocks until it stands.
     *
     * @throws io.reconsync.api.ReconException code {@code link-…}, with what the admin has to do
     */
    void dial(Receiver receiver, Deadline deadline);

    /** Where it dials, for people. */
    String address();

    @Override
    void close();
}
