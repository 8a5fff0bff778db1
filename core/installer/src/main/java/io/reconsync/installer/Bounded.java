// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.installer;

import io.reconsync.api.Deadline;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Runs what may call a plugin's code and never come back in a thread of its own. A thread that does not come back is
 * interrupted, abandoned and counted. Thread-safe.
 */
final class Bounded {
    private final AtomicInteger abandoned = new AtomicInteger();

    /**
     * @throws TimeoutException when it was abandoned
     * @throws ExecutionException with what it threw
     */
    <T> T run(String name, Deadline deadline, Callable<T> body)
            throws TimeoutException, ExecutionException, InterruptedException {
        FutureTask<T> task = new FutureTask<>(body);
        Thread thread = new Thread(null, task, name, 0, false);
        thread.setDaemon(true);
        thread.setContextClassLoader(null);
        thread.start();
        try {
            return task.get(deadline.remaining().toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException | InterruptedException e) {
            task.cancel(true);
            thread.join(100);
            if (thread.isAlive()) {
                abandoned.incrementAndGet();
            }
            throw e;
        }
    }

    int abandoned() {
        return abandoned.get();
    }
}
