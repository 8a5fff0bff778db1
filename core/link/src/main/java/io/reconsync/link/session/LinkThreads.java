// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.link.session;

import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The threads of one end; they come when there is work and go when there is none.
 *
 * @param pool for what happens on connections
 * @param timer for what happens later; its tasks are short
 */
public record LinkThreads(ThreadPoolExecutor pool, ScheduledExecutorService timer) implements AutoCloseable {
    /** At most so many threads beside the timer. */
    public static LinkThreads of(String name, int most) {
        AtomicInteger count = new AtomicInteger();
        ThreadPoolExecutor pool =
                new ThreadPoolExecutor(most, most, 30, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), task -> {
                    Thread thread = new Thread(task, name + "-" + count.incrementAndGet());
                    thread.setDaemon(true);
                    return thread;
                });
        pool.allowCoreThreadTimeOut(true);
        ScheduledThreadPoolExecutor timer = new ScheduledThreadPoolExecutor(1, task -> {
            Thread thread = new Thread(task, name + "-timer");
            thread.setDaemon(true);
            return thread;
        });
        timer.setRemoveOnCancelPolicy(true);
        return new LinkThreads(pool, timer);
    }

    /** Ends them; what runs is interrupted. */
    @Override
    public void close() {
        timer.shutdownNow();
        pool.shutdownNow();
    }
}
