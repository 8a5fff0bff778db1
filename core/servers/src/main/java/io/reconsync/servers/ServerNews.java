// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.servers;

import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.BiConsumer;

/**
 * Tells listeners of one kind of news in one thread, in order. What happens before the first listener is there is kept
 * for it, so that nothing of our own start is lost. Thread-safe.
 *
 * @param <A> whom it is about
 * @param <B> what happened
 */
final class ServerNews<A, B> implements AutoCloseable {
    private static final int MOST_KEPT = 500;

    private final List<BiConsumer<A, B>> listeners = new CopyOnWriteArrayList<>();
    private final Queue<Runnable> kept = new ArrayDeque<>();
    private final ExecutorService teller;

    ServerNews(String thread) {
        teller = Executors.newSingleThreadExecutor(task -> {
            Thread made = new Thread(task, thread);
            made.setDaemon(true);
            return made;
        });
    }

    AutoCloseable add(BiConsumer<A, B> listener) {
        synchronized (kept) {
            listeners.add(listener);
            kept.forEach(this::execute);
            kept.clear();
        }
        return () -> listeners.remove(listener);
    }

    void tell(A about, B what) {
        Runnable task = () -> listeners.forEach(
                listener -> Contained.run("a listener for servers", () -> listener.accept(about, what)));
        synchronized (kept) {
            if (!listeners.isEmpty()) {
                execute(task);
            } else if (kept.size() < MOST_KEPT) {
                kept.add(task);
            }
        }
    }

    private void execute(Runnable task) {
        try {
            teller.execute(task);
        } catch (RejectedExecutionException e) {
            return;
        }
    }

    @Override
    public void close() {
        teller.shutdown();
    }
}
