// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.link.session;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;

/** Runs tasks one after the other in threads of a pool, whichever are free. Thread-safe. */
public final class Serial implements Executor {
    private final Executor pool;
    private final Consumer<Throwable> failed;
    private final Deque<Runnable> tasks = new ArrayDeque<>();
    private boolean running;

    /** {@code failed} hears what a task threw; the next one runs all the same. */
    public Serial(Executor pool, Consumer<Throwable> failed) {
        this.pool = pool;
        this.failed = failed;
    }

    @Override
    public void execute(Runnable task) {
        synchronized (tasks) {
            tasks.addLast(task);
            if (running) {
                return;
            }
            running = true;
        }
        try {
            pool.execute(this::work);
        } catch (RejectedExecutionException e) {
            // The pool ends with the room; what is left has nobody to hear it.
            synchronized (tasks) {
                tasks.clear();
                running = false;
            }
        }
    }

    private void work() {
        while (true) {
            Runnable task;
            synchronized (tasks) {
                task = tasks.pollFirst();
                if (task == null) {
                    running = false;
                    return;
                }
            }
            FutureTask<Void> contained = new FutureTask<>(task, null);
            contained.run();
            try {
                contained.get();
            } catch (ExecutionException e) {
                failed.accept(e.getCause());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
