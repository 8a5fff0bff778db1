// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.host;

/** Whether a bundle may still use what its context gave it. Thread-safe. */
final class Lease {
    private final String plugin;
    private volatile boolean ended;

    Lease(String plugin) {
        this.plugin = plugin;
    }

    void check() {
        if (ended) {
            throw new IllegalStateException("The bundle " + plugin + " has stopped; its context is closed.");
        }
    }

    boolean isOver() {
        return ended;
    }

    void end() {
        ended = true;
    }
}
