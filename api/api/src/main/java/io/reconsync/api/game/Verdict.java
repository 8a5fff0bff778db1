// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.api.game;

/** What a {@link WorldVerifier} found. */
public sealed interface Verdict {
    /** The game would load it. */
    record Ok() implements Verdict {}

    /** The game would refuse it: {@code where} is a file below the world, {@code what} one sentence. */
    record Damaged(String where, String what) implements Verdict {}

    /** The format is not one that the verifier knows; says nothing for or against. */
    record UnknownFormat() implements Verdict {}
}
