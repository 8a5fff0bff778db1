// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.servers;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Closes what declares that anything may go wrong in closing. */
final class Closing {
    private static final Logger LOG = LoggerFactory.getLogger(Closing.class);

    private Closing() {}

    static void close(AutoCloseable what) {
        FutureTask<Void> task = new FutureTask<>(() -> {
            what.close();
            return null;
        });
        task.run();
        try {
            task.get();
        } catch (ExecutionException e) {
            LOG.warn("Something could not be closed.", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
