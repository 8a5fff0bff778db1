// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.jobs;

import io.reconsync.contract.jobs.Job;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells listeners about changes, one after the other in one thread. Thread-safe. */
final class News implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(News.class);

    private final List<Consumer<Job>> listeners = new CopyOnWriteArrayList<>();
    private final ExecutorService teller =
            Executors.newSingleThreadExecutor(task -> new Thread(task, "recon-jobs-news"));

    AutoCloseable add(Consumer<Job> listener) {
        listeners.add(listener);
        return () -> listeners.remove(listener);
    }

    void tell(Job job) {
        if (listeners.isEmpty()) {
            return;
        }
        try {
            teller.execute(() -> listeners.forEach(listener -> tell(listener, job)));
        } catch (RejectedExecutionException e) {
            LOG.debug("No more news: closed.");
        }
    }

    private static void tell(Consumer<Job> listener, Job job) {
        try {
            Contained.call(() -> {
                listener.accept(job);
                return null;
            });
        } catch (ExecutionException e) {
            LOG.warn("A listener for jobs failed.", e.getCause());
        }
    }

    @Override
    public void close() {
        teller.shutdown();
    }
}
