// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.api.game;

/** What an adapter does beyond its profile. */
public enum Capability {
    /** {@link GameAdapter#players} gives names. */
    PLAYERS,
    /** {@link GameAdapter#interpreter} is present. */
    INTERPRETS_LOG,
    /** {@link GameAdapter#verifier} is present. */
    VERIFIES_WORLD,
    /** {@link GameAdapter#selector} is present. */
    SELECTS_FILES
}
