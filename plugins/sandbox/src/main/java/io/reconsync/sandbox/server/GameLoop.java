// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.sandbox.server;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** The one thread in which the game lives. A hang stops it, and everybody else who passes the gate. Thread-safe. */
final class GameLoop implements AutoCloseable {
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread made = new Thread(task, "game");
        made.setDaemon(true);
        return made;
    });
    private boolean hung;

    /** Runs in the game's thread and waits for the result, however long that takes. */
    <T> T call(Callable<T> task) throws InterruptedException, ExecutionException {
        return thread.submit(() -> {
                    pass();
                    return task.call();
                })
                .get();
    }

    /** Runs in the game's thread after a while. */
    void later(Duration wait, Runnable task) {
        try {
            thread.schedule(
                    () -> {
                        pass();
                        task.run();
                        return null;
                    },
                    wait.toMillis(),
                    TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Waits while the game hangs. */
    synchronized void pass() throws InterruptedException {
        while (hung) {
            wait();
        }
    }

    /** Nothing passes any more. */
    synchronized void hang() {
        hung = true;
    }

    /** Everything goes on. */
    synchronized void unhang() {
        hung = false;
        notifyAll();
    }

    synchronized boolean hangs() {
        return hung;
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}
