// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.host;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells rooms, in one thread, that services came or went; several changes at once are told once. Thread-safe. */
final class Changes implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Changes.class);

    private record Listener(String type, Runnable action, AtomicBoolean waiting) {}

    private final List<Listener> listeners = new CopyOnWriteArrayList<>();
    private final ExecutorService executor;

    Changes(CleanThreads threads) {
        ThreadPoolExecutor one = new ThreadPoolExecutor(
                1, 1, 10, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), threads.factory("host-changes"));
        one.allowCoreThreadTimeOut(true);
        executor = one;
    }

    AutoCloseable add(Class<?> type, Runnable action) {
        Listener listener = new Listener(type.getName(), action, new AtomicBoolean());
        listeners.add(listener);
        return () -> listeners.remove(listener);
    }

    /** @param types names of the types concerned */
    void fire(List<String> types) {
        for (Listener listener : listeners) {
            if (types.contains(listener.type()) && listener.waiting().compareAndSet(false, true)) {
                try {
                    executor.execute(() -> tell(listener));
                } catch (RejectedExecutionException e) {
                    LOG.debug("Host has stopped; nobody is told about {}.", types);
                }
            }
        }
    }

    private void tell(Listener listener) {
        listener.waiting().set(false);
        try {
            listener.action().run();
        } catch (Throwable e) { // one room's listener must not silence the others
            LOG.error("A listener for {} failed.", listener.type(), e);
        }
    }

    @Override
    public void close() {
        listeners.clear();
        executor.shutdownNow();
    }
}
