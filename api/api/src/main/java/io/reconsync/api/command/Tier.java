// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.api.command;

/** Who may: each includes the ones before. */
public enum Tier {
    /** May look. */
    USER,
    /** May operate. */
    ADMIN,
    /** May do everything. */
    OWNER
}
