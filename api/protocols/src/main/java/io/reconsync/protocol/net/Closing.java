// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.protocol.net;

import java.io.Closeable;
import java.io.IOException;

/** Closes what is given up anyway; a failure to do so changes nothing for the caller. */
final class Closing {
    private Closing() {}

    static void quietly(Closeable closeable) {
        if (closeable == null) {
            return;
        }
        try {
            closeable.close();
        } catch (IOException ignored) {
            // The descriptor is gone either way.
        }
    }
}
