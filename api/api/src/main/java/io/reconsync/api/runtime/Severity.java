// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.api.runtime;

/** How urgent something is for a person. */
public enum Severity {
    /** Nobody needs to act. */
    INFO,
    /** Somebody should look when there is time. */
    WARNING,
    /** Somebody has to act now; only these may mention people. */
    CRITICAL
}
