// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.link.transport;

import java.util.function.Supplier;

/** Where agents come in. */
public interface Entrance extends AutoCloseable {
    /**
     * Begins to listen.
     *
     * @param receivers one for each agent that connects
     * @throws io.reconsync.api.ReconException code {@code link-listen}
     */
    void open(Supplier<Receiver> receivers);

    /** Ends all channels and listens no more. */
    @Override
    void close();
}
