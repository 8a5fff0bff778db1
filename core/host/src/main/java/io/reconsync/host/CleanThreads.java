// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.host;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Makes threads on a thread of its own. A thread that is made while a plugin's code stands on the stack keeps that
 * plugin's protection domain, and so its classes, for as long as it lives; one made here keeps nothing. Thread-safe.
 */
final class CleanThreads implements AutoCloseable {
    private record Order(Runnable body, String name, CompletableFuture<Thread> made) {}

    private final LinkedBlockingQueue<Order> orders = new LinkedBlockingQueue<>();
    private final Thread maker = new Thread(null, this::make, "host-thread-maker", 0, false);

    CleanThreads() {
        maker.setDaemon(true);
        maker.start();
    }

    /** Threads named {@code prefix-1} and so on; daemons without a context class loader. */
    ThreadFactory factory(String prefix) {
        AtomicInteger count = new AtomicInteger();
        return body -> thread(body, prefix + "-" + count.incrementAndGet());
    }

    Thread thread(Runnable body, String name) {
        Order order = new Order(body, name, new CompletableFuture<>());
        orders.add(order);
        return order.made().join();
    }

    private void make() {
        while (!Thread.currentThread().isInterrupted()) {
            try {
                Order order = orders.take();
                Thread thread = new Thread(null, order.body(), order.name(), 0, false);
                thread.setDaemon(true);
                thread.setContextClassLoader(null);
                order.made().complete(thread);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        for (Order order; (order = orders.poll()) != null; ) {
            order.made().completeExceptionally(new IllegalStateException("The host has stopped."));
        }
    }

    @Override
    public void close() {
        maker.interrupt();
    }
}
