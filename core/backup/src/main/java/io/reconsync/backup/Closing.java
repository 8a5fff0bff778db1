// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.backup;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Closes what has done its work; that it cannot be closed is only logged. */
final class Closing {
    private static final Logger LOG = LoggerFactory.getLogger(Closing.class);

    private Closing() {}

    /** Closes in this thread, whatever comes of it. */
    static void quietly(AutoCloseable thing) {
        FutureTask<Void> closing = new FutureTask<>(() -> {
            thing.close();
            return null;
        });
        closing.run();
        boolean interrupted = Thread.interrupted();
        try {
            closing.get();
        } catch (ExecutionException e) {
            LOG.warn("Could not be closed: {}", e.getCause().getMessage());
        } catch (InterruptedException e) {
            interrupted = true;
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
