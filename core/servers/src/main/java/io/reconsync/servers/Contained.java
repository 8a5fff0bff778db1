// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.servers;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs code whose defects must not end what calls it. */
final class Contained {
    private static final Logger LOG = LoggerFactory.getLogger(Contained.class);

    private Contained() {}

    /** Runs in the calling thread; whatever is thrown is logged. */
    static void run(String what, Runnable code) {
        FutureTask<Void> task = new FutureTask<>(code, null);
        task.run();
        try {
            task.get();
        } catch (ExecutionException e) {
            LOG.error("A defect ended {}.", what, e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
