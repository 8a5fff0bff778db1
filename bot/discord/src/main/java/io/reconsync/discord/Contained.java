// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.discord;

import io.reconsync.api.ErrorOwner;
import io.reconsync.api.ReconException;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs work so that a defect in it becomes an error with a sentence. */
final class Contained {
    private static final Logger LOG = LoggerFactory.getLogger(Contained.class);

    private Contained() {}

    /**
     * Runs in the calling thread.
     *
     * @throws ReconException what the work threw, or code {@code discord-defect} for anything else
     */
    static <T> T call(Callable<T> work) {
        FutureTask<T> task = new FutureTask<>(work);
        task.run();
        try {
            return task.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof ReconException known) {
                throw known;
            }
            LOG.error("A defect in the part for Discord.", e.getCause());
            throw new ReconException(
                    "discord-defect",
                    ErrorOwner.INTERNAL,
                    "A defect of ReconSync ended this.",
                    "Run 'reconsync dump' on the machine and report it with the log of this minute.",
                    e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ReconException(
                    "discord-ending", ErrorOwner.INTERNAL, "ReconSync is ending.", "Try again when it runs.", e);
        }
    }

    /** The same for work that nobody waits for: what goes wrong is logged. */
    static Runnable logged(Runnable work) {
        return () -> {
            try {
                call(() -> {
                    work.run();
                    return true;
                });
            } catch (ReconException e) {
                LOG.warn("{}", e.sentence());
            }
        };
    }
}
