// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.contract.monitor;

import io.reconsync.api.game.HealthState;
import io.reconsync.api.monitor.Finding;
import java.time.Instant;
import java.util.Map;
import org.osgi.annotation.versioning.ProviderType;

/** The health of servers. Implemented by core/monitor. Thread-safe, never blocks. */
@ProviderType
public interface HealthBoard {
    /** The health of a server; UNKNOWN when nothing is known of it. */
    Health of(String server);

    /**
     * A health state.
     *
     * @param state the state
     * @param explanation one sentence
     * @param since when it began
     * @param findings the newest of each probe
     */
    record Health(HealthState state, String explanation, Instant since, Map<String, Finding> findings) {
        public Health {
            findings = Map.copyOf(findings);
        }
    }
}
