// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.host;

import io.reconsync.api.ReconException;
import io.reconsync.contract.host.PluginName;
import java.util.Map;
import java.util.Set;
import java.util.WeakHashMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * The threads and objects of one bundle from its start to its stop. Afterwards nothing of it is left: threads are
 * interrupted and end, callers get {@code plugin-gone}, objects handed out are forgotten. Thread-safe.
 */
final class Generation {
    static final int CALLS_OF_A_PLUGIN = 8;
    static final int CALLS_OF_CORE = 64;

    /** Calls are seconds apart; a thread that waits for the next one is a thread more for each plugin. */
    private static final long IDLE_MILLIS = 50;

    private static final long GRACE_MILLIS = 2_000;

    private final String plugin;
    private final Semaphore room;
    private final ExecutorService pool;
    private final Set<CallTask<?>> tasks = ConcurrentHashMap.newKeySet();
    private final Set<Thread> workers = ConcurrentHashMap.newKeySet();
    private final Map<Object, Object> objects = new WeakHashMap<>();
    private volatile boolean released;

    Generation(String plugin, CleanThreads threads) {
        this.plugin = plugin;
        int calls = plugin.equals(PluginName.CORE) ? CALLS_OF_CORE : CALLS_OF_A_PLUGIN;
        this.room = new Semaphore(calls);
        this.pool = new ThreadPoolExecutor(
                0,
                Integer.MAX_VALUE,
                IDLE_MILLIS,
                TimeUnit.MILLISECONDS,
                new SynchronousQueue<>(),
                threads.factory("plugin-" + plugin + "-call"));
    }

    /** Whether the present thread is one of these; such a call needs no room, else a plugin could wait for itself. */
    boolean isWorker() {
        return workers.contains(Thread.currentThread());
    }

    boolean enter(long millis) throws InterruptedException {
        return room.tryAcquire(millis, TimeUnit.MILLISECONDS);
    }

    void leave() {
        room.release();
    }

    void start(CallTask<?> task, String what) {
        tasks.add(task);
        try {
            pool.execute(() -> work(task));
        } catch (RejectedExecutionException e) {
            tasks.remove(task);
            throw PluginText.gone(plugin, what);
        }
        if (released) {
            task.leave(PluginText.gone(plugin, what));
        }
    }

    private void work(CallTask<?> task) {
        workers.add(Thread.currentThread());
        try {
            task.run();
        } finally {
            workers.remove(Thread.currentThread());
        }
    }

    void ended(CallTask<?> task) {
        tasks.remove(task);
    }

    int running() {
        return tasks.size();
    }

    boolean isReleased() {
        return released;
    }

    /** Keeps {@code object} reachable through {@code holder} until the holder is dropped or the bundle leaves. */
    synchronized void keep(Object holder, Object object) {
        if (!released) {
            objects.put(holder, object);
        }
    }

    synchronized Object kept(Object holder) {
        return objects.get(holder);
    }

    void release() {
        synchronized (this) {
            released = true;
            objects.clear();
        }
        ReconException gone = PluginText.gone(plugin, "a call that was under way");
        tasks.forEach(task -> task.leave(gone));
        pool.shutdownNow();
        try {
            pool.awaitTermination(GRACE_MILLIS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
