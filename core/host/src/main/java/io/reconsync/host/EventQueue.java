// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.host;

import io.reconsync.api.runtime.Event;
import io.reconsync.api.runtime.EventSink;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Hands the events of plugins on in one thread of host, so that no plugin waits for the store. Thread-safe. */
final class EventQueue implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(EventQueue.class);
    private static final int LONGEST = 1000;

    private final EventSink sink;
    private final ExecutorService executor;

    EventQueue(EventSink sink, CleanThreads threads) {
        this.sink = sink;
        ThreadPoolExecutor one = new ThreadPoolExecutor(
                1, 1, 10, TimeUnit.SECONDS, new LinkedBlockingQueue<>(LONGEST), threads.factory("host-events"));
        one.allowCoreThreadTimeOut(true);
        this.executor = one;
    }

    /** Whether there was room. */
    boolean offer(Event event) {
        try {
            executor.execute(() -> emit(event));
            return true;
        } catch (RejectedExecutionException e) {
            return false;
        }
    }

    private void emit(Event event) {
        try {
            sink.emit(event);
        } catch (RuntimeException e) { // a store that fails must not end the thread for all later events
            LOG.error("The event {} could not be kept: {}", event.kind(), event.text(), e);
        }
    }

    @Override
    public void close() {
        executor.shutdown();
        try {
            executor.awaitTermination(2, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        executor.shutdownNow();
    }
}
