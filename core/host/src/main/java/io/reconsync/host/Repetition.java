// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.host;

import io.reconsync.api.runtime.Registration;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** A task that runs again a while after each end, until closed. When there is no room for it, that turn is skipped. */
final class Repetition implements Registration {
    private final ScheduledExecutorService timer;
    private final ThreadPoolExecutor pool;
    private final Duration every;
    private final Runnable task;
    private Future<?> waiting;
    private Future<?> running;
    private boolean closed;

    Repetition(ScheduledExecutorService timer, ThreadPoolExecutor pool, Duration every, Runnable task) {
        this.timer = timer;
        this.pool = pool;
        this.every = every;
        this.task = task;
    }

    synchronized void next() {
        if (!closed && !timer.isShutdown()) {
            try {
                waiting = timer.schedule(this::begin, every.toNanos(), TimeUnit.NANOSECONDS);
            } catch (RejectedExecutionException e) {
                closed = true;
            }
        }
    }

    private synchronized void begin() {
        if (closed) {
            return;
        }
        try {
            running = pool.submit(() -> {
                task.run();
                next();
            });
        } catch (RejectedExecutionException e) {
            next();
        }
    }

    @Override
    public synchronized void close() {
        closed = true;
        if (waiting != null) {
            waiting.cancel(false);
        }
        if (running != null) {
            running.cancel(true);
        }
    }
}
