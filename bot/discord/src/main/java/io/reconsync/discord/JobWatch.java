// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.discord;

import io.reconsync.contract.jobs.Job;
import io.reconsync.contract.jobs.Jobs;
import io.reconsync.contract.values.Closing;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/** Shows how jobs go on that members began: rarely while they run, at once when they are over. Thread-safe. */
final class JobWatch implements AutoCloseable {
    private static final Duration PACE = Duration.ofSeconds(4);

    private final Jobs jobs;
    private final Clock clock;
    private final AutoCloseable listening;
    private final Map<String, Watching> watched = new ConcurrentHashMap<>();

    private static final class Watching {
        private final Consumer<Job> show;
        private Instant shown;
        private String text = "";

        Watching(Consumer<Job> show, Instant shown) {
            this.show = show;
            this.shown = shown;
        }
    }

    JobWatch(Jobs jobs, Clock clock) {
        this.jobs = jobs;
        this.clock = clock;
        this.listening = jobs.onChange(this::changed);
    }

    /** Calls {@code show} now and then until the job is over, the last time with its result. */
    void follow(String id, Consumer<Job> show) {
        watched.put(id, new Watching(show, clock.instant()));
        jobs.find(id).ifPresent(this::changed);
    }

    private void changed(Job job) {
        Watching watching = watched.get(job.id());
        if (watching == null) {
            return;
        }
        synchronized (watching) {
            Instant now = clock.instant();
            if (job.state().isOver()) {
                if (watched.remove(job.id()) != null) {
                    watching.show.accept(job);
                }
            } else if (now.isAfter(watching.shown.plus(PACE)) && !text(job).equals(watching.text)) {
                watching.shown = now;
                watching.text = text(job);
                watching.show.accept(job);
            }
        }
    }

    private static String text(Job job) {
        return job.state() + job.step() + job.text();
    }

    /** Looks of its own accord, for changes that nobody told. */
    void look() {
        for (String id : watched.keySet()) {
            Optional<Job> job = jobs.find(id);
            job.ifPresent(this::changed);
            if (job.isEmpty()) {
                watched.remove(id);
            }
        }
    }

    @Override
    public void close() {
        Closing.quietly(listening);
    }
}
