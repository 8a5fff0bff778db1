// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.protocol.net;

/** Bytes from the other side that do not follow the protocol. The message completes "the answer makes no sense: …". */
public final class BadBytes extends Exception {
    private static final long serialVersionUID = 1L;

    /** @param reason part of a sentence, without a full stop: "it ends inside the map name" */
    public BadBytes(String reason) {
        super(reason);
    }
}
