// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.link;

import io.reconsync.api.Deadline;
import io.reconsync.api.command.Actor;
import io.reconsync.contract.jobs.Job;
import io.reconsync.contract.jobs.JobRequest;
import io.reconsync.contract.jobs.Jobs;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** Jobs that end when the test says so. */
public final class FakeJobs implements Jobs {
    private final Map<String, Job> jobs = new LinkedHashMap<>();
    private final List<Consumer<Job>> listeners = new CopyOnWriteArrayList<>();

    private static Job job(String id, JobRequest request, Job.State state, double progress, String text) {
        return new Job(
                id,
                request,
                state,
                "step",
                progress,
                text,
                Instant.EPOCH,
                Optional.empty(),
                state.isOver() ? Optional.of(Instant.EPOCH) : Optional.empty(),
                Optional.empty(),
                Map.of("made", "yes"));
    }

    @Override
    public synchronized Job submit(JobRequest request) {
        for (Job known : jobs.values()) {
            if (request.key().isPresent()
                    && request.key().equals(known.request().key())
                    && !known.state().isOver()) {
                return known;
            }
        }
        Job job = job("job-" + jobs.size(), request, Job.State.QUEUED, -1, "waits");
        jobs.put(job.id(), job);
        return job;
    }

    /** Moves a job on. */
    public void change(String id, Job.State state, double progress, String text) {
        Job job;
        synchronized (this) {
            job = job(id, jobs.get(id).request(), state, progress, text);
            jobs.put(id, job);
        }
        listeners.forEach(listener -> listener.accept(job));
    }

    @Override
    public synchronized Optional<Job> find(String id) {
        return Optional.ofNullable(jobs.get(id));
    }

    @Override
    public synchronized List<Job> list(Optional<String> server, boolean onlyOpen, int limit) {
        return new ArrayList<>(jobs.values());
    }

    @Override
    public Job cancel(String id, Actor actor) {
        change(id, Job.State.CANCELLED, 1, "cancelled by " + actor.name());
        return find(id).orElseThrow();
    }

    @Override
    public Job await(String id, Deadline deadline) {
        return find(id).orElseThrow();
    }

    @Override
    public AutoCloseable onChange(Consumer<Job> listener) {
        listeners.add(listener);
        return () -> listeners.remove(listener);
    }
}
