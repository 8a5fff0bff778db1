// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.host;

import io.reconsync.api.runtime.PluginExecutor;
import io.reconsync.api.runtime.Registration;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The threads of one bundle: {@value #AT_ONCE} tasks at once, {@value #WAITING} waiting. Thread-safe. */
final class BoundedExecutor implements PluginExecutor, AutoCloseable {
    static final int AT_ONCE = 8;
    static final int WAITING = 256;

    private static final Logger LOG = LoggerFactory.getLogger(BoundedExecutor.class);
    private static final long GRACE_MILLIS = 2_000;

    private final String plugin;
    private final Lease lease;
    private final Supplier<ClassLoader> loader;
    private final ThreadPoolExecutor pool;
    private final ScheduledThreadPoolExecutor timer;

    BoundedExecutor(String plugin, CleanThreads threads, Lease lease, Supplier<ClassLoader> loader) {
        this.plugin = plugin;
        this.lease = lease;
        this.loader = loader;
        this.pool = new ThreadPoolExecutor(
                AT_ONCE,
                AT_ONCE,
                10,
                TimeUnit.SECONDS,
                new LinkedBlockingQueue<>(WAITING),
                threads.factory("plugin-" + plugin + "-task"));
        this.pool.allowCoreThreadTimeOut(true);
        this.timer = new ScheduledThreadPoolExecutor(1, threads.factory("plugin-" + plugin + "-timer"));
        this.timer.setRemoveOnCancelPolicy(true);
        this.timer.setKeepAliveTime(10, TimeUnit.SECONDS);
        this.timer.allowCoreThreadTimeOut(true);
    }

    @Override
    public <T> Future<T> submit(Callable<T> task) {
        lease.check();
        return pool.submit(() -> run(task));
    }

    private <T> T run(Callable<T> task) throws Exception {
        Thread.currentThread().setContextClassLoader(loader.get());
        try {
            return task.call();
        } finally {
            Thread.currentThread().setContextClassLoader(null);
        }
    }

    @Override
    public Registration repeat(Duration every, Runnable task) {
        lease.check();
        if (every.isZero() || every.isNegative()) {
            throw new IllegalArgumentException("A task cannot be repeated every " + every + ".");
        }
        Repetition repetition = new Repetition(timer, pool, every, () -> once(task));
        repetition.next();
        return repetition;
    }

    private void once(Runnable task) {
        try {
            run(() -> {
                task.run();
                return null;
            });
        } catch (Throwable e) { // the boundary: a task that fails is named and tried again next time
            if (!lease.isOver()) {
                LOG.warn("A repeated task of the plugin {} failed: {}", plugin, e.toString());
            }
        }
    }

    /** Interrupts everything and waits a little for it to end. */
    @Override
    public void close() {
        timer.shutdownNow();
        pool.shutdownNow();
        try {
            if (!pool.awaitTermination(GRACE_MILLIS, TimeUnit.MILLISECONDS)) {
                LOG.error(
                        "{} threads of the plugin {} do not end, although its bundle has stopped.",
                        pool.getActiveCount(),
                        plugin);
            }
            timer.awaitTermination(GRACE_MILLIS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
