// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.monitor;

import io.reconsync.api.monitor.Finding;
import java.util.LinkedHashMap;
import java.util.Map;

/** How often in a row each probe has found its server bad. A probe that could not look says nothing. Not thread-safe. */
final class Streaks {
    private final Map<String, Integer> bad = new LinkedHashMap<>();
    private final Map<String, Finding> newest = new LinkedHashMap<>();

    void take(Map<String, Finding> findings) {
        newest.keySet().retainAll(findings.keySet());
        bad.keySet().retainAll(findings.keySet());
        findings.forEach((probe, finding) -> {
            newest.put(probe, finding);
            switch (finding.status()) {
                case OK -> bad.put(probe, 0);
                case BAD -> bad.merge(probe, 1, Integer::sum);
                default -> bad.putIfAbsent(probe, 0);
            }
        });
    }

    /** Failures so far do not count: there was a reason. */
    void forgive() {
        bad.replaceAll((probe, count) -> 0);
    }

    int of(String probe) {
        return bad.getOrDefault(probe, 0);
    }

    Map<String, Finding> newest() {
        return Map.copyOf(newest);
    }

    void clear() {
        bad.clear();
        newest.clear();
    }
}
