// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.monitor;

import io.reconsync.api.monitor.Finding;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * What is known of a server after one round of probes.
 *
 * @param at when
 * @param running whether the process runs
 * @param ready whether it showed its ready line
 * @param readyKnown whether the game has a ready line at all
 * @param busy the long operation under way
 * @param noAdapter why there is no adapter
 * @param findings by probe
 */
record Observation(
        Instant at,
        boolean running,
        boolean ready,
        boolean readyKnown,
        Optional<String> busy,
        Optional<String> noAdapter,
        Map<String, Finding> findings) {
    Observation {
        findings = Map.copyOf(findings);
    }
}
