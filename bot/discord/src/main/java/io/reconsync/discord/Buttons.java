// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.discord;

/** What the ids of our buttons begin with; behind it is what they are about. */
final class Buttons {
    /** Confirms a question. */
    static final String YES = "rs:yes:";
    /** Drops a question. */
    static final String NO = "rs:no:";
    /** The form behind {@link #YES} when something has to be typed. */
    static final String TYPED = "rs:typed:";
    /** Cancels a job. */
    static final String CANCEL = "rs:cancel:";
    /** Takes an incident. */
    static final String TAKE = "rs:ack:";
    /** An hour without news about the server of an incident. */
    static final String MUTE = "rs:mute:";

    private Buttons() {}
}
