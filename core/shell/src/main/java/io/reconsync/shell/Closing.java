// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.shell;

import java.util.concurrent.FutureTask;

/** Closes what belongs to others: what goes wrong there must not stop us. */
final class Closing {
    private Closing() {}

    static void quietly(AutoCloseable resource) {
        FutureTask<Void> close = new FutureTask<>(() -> {
            resource.close();
            return null;
        });
        close.run();
    }
}
