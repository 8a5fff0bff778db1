// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.jobs;

import io.reconsync.api.ErrorOwner;
import io.reconsync.api.ReconException;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/** Runs the code of another room so that whatever it throws becomes a value. */
final class Contained {
    private Contained() {}

    /**
     * Runs in the calling thread.
     *
     * @throws ExecutionException with whatever the code threw as its cause, errors too
     */
    static <T> T call(Callable<T> code) throws ExecutionException {
        FutureTask<T> task = new FutureTask<>(code);
        task.run();
        try {
            return task.get();
        } catch (InterruptedException e) {
            throw new AssertionError("A task that is done is not waited for.", e);
        }
    }

    /** What {@code thrown} is to people. */
    static ReconException asError(Throwable thrown, String doing) {
        if (thrown instanceof ReconException known) {
            return known;
        }
        return new ReconException(
                "job-defect",
                ErrorOwner.INTERNAL,
                "A defect of ReconSync ended " + doing + ": " + thrown + ".",
                "Run 'reconsync dump' and report it with the log of that time.",
                thrown);
    }
}
