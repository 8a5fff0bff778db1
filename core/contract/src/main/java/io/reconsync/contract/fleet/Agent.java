// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.contract.fleet;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * An agent as it is at the moment of asking.
 *
 * @param id UUIDv7, given when it was enrolled; never used again
 * @param name for people, unique among those not revoked
 * @param guild the guild scope it was enrolled for
 * @param state computed from the last sign of life, never stored
 * @param explanation one sentence
 * @param lastSeen the last sign of life
 * @param version of its program; empty before it was ever here
 * @param servers ids of the servers that it owns
 */
public record Agent(
        String id,
        String name,
        String guild,
        State state,
        String explanation,
        Optional<Instant> lastSeen,
        String version,
        List<String> servers) {
    public Agent {
        servers = List.copyOf(servers);
    }

    /** Where an agent stands. */
    public enum State {
        /** Enrolled, not yet connected. */
        NEVER_SEEN,
        /** Connected and reconciled. */
        ONLINE,
        /** Connected, but silent for longer than it should be. */
        SUSPECT,
        /** Not connected. */
        OFFLINE,
        /** Shut out for good. */
        REVOKED
    }
}
