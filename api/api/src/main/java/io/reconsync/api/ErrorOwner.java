// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.api;

/** Who has to act on an error. It decides whom the message addresses and whether a retry can help. */
public enum ErrorOwner {
    /** The admin: a wrong password, a missing folder, a bad value. */
    USER,
    /** The bundle that was called: a defect in it, or a contract that it broke. */
    PLUGIN,
    /** The machine: disk full, no permission, no memory. */
    HOST,
    /** The other side of a wire: a game server, a cloud, Discord. */
    REMOTE,
    /** ReconSync itself. */
    INTERNAL
}
