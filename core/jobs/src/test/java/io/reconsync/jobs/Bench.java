// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.jobs;

import io.reconsync.api.Deadline;
import io.reconsync.api.Secret;
import io.reconsync.api.command.Actor;
import io.reconsync.api.command.Surface;
import io.reconsync.api.command.Tier;
import io.reconsync.api.runtime.Event;
import io.reconsync.contract.events.Events;
import io.reconsync.contract.jobs.Job;
import io.reconsync.contract.jobs.JobHandler;
import io.reconsync.contract.jobs.JobRequest;
import io.reconsync.contract.jobs.JobRun;
import io.reconsync.contract.runtime.Home;
import io.reconsync.contract.runtime.Instance;
import io.reconsync.contract.runtime.Role;
import io.reconsync.contract.runtime.SecretMasks;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/** The room with its surroundings, for tests. */
final class Bench implements AutoCloseable {
    static final Actor ACTOR = new Actor("ann", Tier.ADMIN, Surface.SHELL);

    final List<Event> events = new CopyOnWriteArrayList<>();
    final FileDatabase database;
    final JournalAudit audit;
    final LanedJobs jobs;
    final Path home;
    volatile boolean ready = true;

    Bench(Path home, JobHandler... handlers) throws Exception {
        this(home, true, Duration.ZERO, handlers);
    }

    Bench(Path home, boolean ready, Duration patience, JobHandler... handlers) throws Exception {
        this(home, ready, patience, Clock.systemUTC(), handlers);
    }

    Bench(Path home, boolean ready, Duration patience, Clock clock, JobHandler... handlers) throws Exception {
        this.home = home;
        this.ready = ready;
        Files.createDirectories(home.resolve("data"));
        database = new FileDatabase(home.resolve("data/store"));
        SecretMasks masks = masks();
        audit = new JournalAudit(database, masks, Clock.systemUTC(), server -> "local");
        jobs = new LanedJobs(database, audit, sink(), masks, instance(), clock, patience);
        for (JobHandler handler : handlers) {
            jobs.addHandler(handler);
        }
        jobs.start();
    }

    static JobRequest request(String kind, String server) {
        return JobRequest.of(kind, server, Map.of(), ACTOR);
    }

    Job await(Job job) {
        return jobs.await(job.id(), Deadline.after(Duration.ofSeconds(10)));
    }

    static void until(String what, BooleanSupplier condition) throws InterruptedException {
        Deadline deadline = Deadline.after(Duration.ofSeconds(10));
        Object pause = new Object();
        while (!condition.getAsBoolean()) {
            if (deadline.expired()) {
                throw new AssertionError("Did not come: " + what);
            }
            synchronized (pause) {
                pause.wait(5);
            }
        }
    }

    /** A handler out of a lambda. */
    static JobHandler handler(String kind, Body body) {
        return new JobHandler() {
            @Override
            public String kind() {
                return kind;
            }

            @Override
            public Outcome run(JobRun run) throws InterruptedException {
                return body.run(run);
            }
        };
    }

    /** What a handler does. */
    interface Body {
        JobHandler.Outcome run(JobRun run) throws InterruptedException;
    }

    Events sink() {
        return new Events() {
            @Override
            public AutoCloseable subscribe(Consumer<Event> listener) {
                return () -> {};
            }

            @Override
            public List<Event> recent(int limit) {
                return events;
            }

            @Override
            public void emit(Event event) {
                events.add(event);
            }
        };
    }

    private static SecretMasks masks() {
        return new SecretMasks() {
            @Override
            public void add(Secret secret) {}

            @Override
            public String mask(String text) {
                return text.replace("hunter2", "***");
            }
        };
    }

    Instance instance() {
        return new Instance() {
            @Override
            public String version() {
                return "0";
            }

            @Override
            public Role role() {
                return Role.AGENT;
            }

            @Override
            public Home home() {
                return new Home(home);
            }

            @Override
            public Instant started() {
                return Instant.EPOCH;
            }

            @Override
            public void stop(String reason) {}

            @Override
            public void ready() {}

            @Override
            public boolean isReady() {
                return ready;
            }
        };
    }

    Optional<String> event(String kind) {
        return events.stream()
                .filter(event -> event.kind().equals(kind))
                .map(Event::text)
                .findFirst();
    }

    @Override
    public void close() {
        jobs.stop();
        database.close();
    }
}
