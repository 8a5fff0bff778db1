// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.link.transport;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;

class MemoryTransportTest extends TransportContract {
    private final ExecutorService pool = Executors.newFixedThreadPool(4);

    @Override
    Entrance entrance() {
        return new MemoryEntrance(pool);
    }

    @Override
    Dialer dialer(Entrance open) {
        return ((MemoryEntrance) open).dialer();
    }

    @AfterEach
    void end() {
        pool.shutdownNow();
    }
}
