// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.simulation.world;

import java.io.IOException;

/** A file is not what a finished save writes; the message says where it breaks. */
public final class TornException extends IOException {
    private static final long serialVersionUID = 1L;

    public TornException(String message) {
        super(message);
    }
}
