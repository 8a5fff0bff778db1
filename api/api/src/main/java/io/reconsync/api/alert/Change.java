// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.api.alert;

/** What became of an incident. */
public enum Change {
    /** It began. */
    FIRED,
    /** Its text or severity changed. */
    UPDATED,
    /** Somebody took it. */
    ACKNOWLEDGED,
    /** It is over. */
    RESOLVED,
    /** Not an incident: somebody tests the route. */
    TEST
}
