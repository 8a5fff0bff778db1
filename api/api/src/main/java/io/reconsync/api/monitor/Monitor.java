// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.api.monitor;

import io.reconsync.api.Deadline;
import io.reconsync.api.game.GameServer;
import org.osgi.annotation.versioning.ConsumerType;

/** A probe. Registered as a DS component; called for every server at its {@code check_interval}; thread-safe. */
@ConsumerType
public interface Monitor {
    /** Name in findings and configuration, lower case; constant. */
    String name();

    /** Whether this probe makes sense for the server; must not block. */
    default boolean appliesTo(GameServer server) {
        return true;
    }

    /** Looks once. A failure of the probe itself is {@link Finding.Status#PROBE_FAILED}, never BAD. */
    Finding probe(GameServer server, Deadline deadline);
}
