// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.api.monitor;

import java.util.Map;

/**
 * What a probe found. Only core derives a health state from findings.
 *
 * @param status good, bad, or that the probe itself could not look
 * @param explanation one sentence for people
 * @param evidence figures and texts behind it
 */
public record Finding(Status status, String explanation, Map<String, String> evidence) {
    /** How it looks. */
    public enum Status {
        /** As it should be. */
        OK,
        /** The server is not as it should be. */
        BAD,
        /** The probe could not look; says nothing about the server. */
        PROBE_FAILED
    }

    public Finding {
        evidence = Map.copyOf(evidence);
    }

    /** A good finding. */
    public static Finding ok(String explanation) {
        return new Finding(Status.OK, explanation, Map.of());
    }

    /** A bad finding. */
    public static Finding bad(String explanation) {
        return new Finding(Status.BAD, explanation, Map.of());
    }

    /** The probe could not look. */
    public static Finding probeFailed(String explanation) {
        return new Finding(Status.PROBE_FAILED, explanation, Map.of());
    }
}
