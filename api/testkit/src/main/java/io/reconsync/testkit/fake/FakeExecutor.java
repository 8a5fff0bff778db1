// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.testkit.fake;

import io.reconsync.api.runtime.PluginExecutor;
import io.reconsync.api.runtime.Registration;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** Real threads: eight, as in the product. */
final class FakeExecutor implements PluginExecutor, AutoCloseable {
    private final ScheduledThreadPoolExecutor threads = new ScheduledThreadPoolExecutor(8, body -> {
        Thread thread = new Thread(body, "fake-context");
        thread.setDaemon(true);
        return thread;
    });

    FakeExecutor() {
        threads.setRemoveOnCancelPolicy(true);
    }

    @Override
    public <T> Future<T> submit(Callable<T> task) {
        return threads.submit(task);
    }

    @Override
    public Registration repeat(Duration every, Runnable task) {
        Future<?> future = threads.scheduleWithFixedDelay(task, every.toNanos(), every.toNanos(), TimeUnit.NANOSECONDS);
        return () -> future.cancel(true);
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
