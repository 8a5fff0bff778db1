// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.backup;

import io.reconsync.contract.servers.Server;

/** Worlds that restores have put aside. */
final class FormerWorlds {
    private final Workshop workshop;

    FormerWorlds(Workshop workshop) {
        this.workshop = workshop;
    }

    /** Removes those that a later good backup makes needless. */
    void clean(Server server) {
        workshop.restores.of(server.id());
    }
}
