// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.backup;

import io.reconsync.api.Deadline;
import io.reconsync.api.command.Actor;
import io.reconsync.api.command.Surface;
import io.reconsync.api.command.Tier;
import io.reconsync.contract.jobs.JobRequest;
import io.reconsync.contract.jobs.JobRun;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** A run that remembers; {@link #cancelAt} cancels it when a step of that name begins. */
final class FakeRun implements JobRun {
    final List<String> steps = new CopyOnWriteArrayList<>();
    final Map<String, String> notes = new ConcurrentHashMap<>();
    final List<Runnable> onCancel = new CopyOnWriteArrayList<>();
    final JobRequest request;
    final Path temporary;
    volatile String cancelAt = "";
    volatile boolean cancelled;
    volatile boolean laneReleased;
    volatile Consumer<String> listener = step -> {};
    private final String id;

    FakeRun(String id, String kind, String server, Map<String, String> arguments, Tier tier, Path temporary) {
        this.id = id;
        this.request = JobRequest.of(kind, server, arguments, new Actor("test", tier, Surface.SHELL));
        this.temporary = temporary;
        try {
            java.nio.file.Files.createDirectories(temporary);
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @Override
    public String id() {
        return id;
    }

    @Override
    public JobRequest request() {
        return request;
    }

    @Override
    public Deadline deadline() {
        return Deadline.after(Duration.ofMinutes(2));
    }

    @Override
    public void step(String name, String text) {
        steps.add(name);
        listener.accept(name);
        if (name.equals(cancelAt)) {
            cancelled = true;
            onCancel.forEach(Runnable::run);
        }
    }

    @Override
    public void progress(double fraction, String text) {}

    @Override
    public void note(String key, String value) {
        if (value.isEmpty()) {
            notes.remove(key);
        } else {
            notes.put(key, value);
        }
        listener.accept("note " + key);
    }

    @Override
    public Map<String, String> notes() {
        return Map.copyOf(notes);
    }

    @Override
    public void releaseLane() {
        laneReleased = true;
    }

    @Override
    public Path temporary() {
        return temporary;
    }

    @Override
    public void check() throws InterruptedException {
        if (cancelled) {
            throw new InterruptedException("cancelled");
        }
    }

    @Override
    public AutoCloseable onCancel(Runnable action) {
        onCancel.add(action);
        return () -> onCancel.remove(action);
    }
}
