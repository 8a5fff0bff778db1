// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.jobs;

import io.reconsync.api.Deadline;
import io.reconsync.api.command.Actor;
import io.reconsync.contract.events.Events;
import io.reconsync.contract.jobs.Job;
import io.reconsync.contract.jobs.JobHandler;
import io.reconsync.contract.jobs.JobRequest;
import io.reconsync.contract.jobs.Jobs;
import io.reconsync.contract.runtime.Instance;
import io.reconsync.contract.runtime.SecretMasks;
import io.reconsync.contract.store.Database;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;

/** Jobs in lanes, one per server, journaled before they are acknowledged. */
@Component(service = {Jobs.class, LanedJobs.class})
public final class LanedJobs implements Jobs {
    /** How long rooms and plugins may take to come up. */
    private static final Duration START = Duration.ofSeconds(60);

    private final JobJournal journal;
    private final JobBook book;
    private final News news = new News();
    private final Work work;

    /** As a component. */
    @Activate
    public LanedJobs(
            @Reference Database database,
            @Reference JournalAudit audit,
            @Reference Events events,
            @Reference SecretMasks masks,
            @Reference Instance instance) {
        this(database, audit, events, masks, instance, Clock.systemUTC(), START);
    }

    LanedJobs(
            Database database,
            JournalAudit audit,
            Events events,
            SecretMasks masks,
            Instance instance,
            Clock clock,
            Duration patience) {
        database.migrate("jobs", JobsTables.SCRIPTS);
        journal = new JobJournal(database);
        book = new JobBook(journal, audit, events, masks, clock);
        work = new Work(
                journal,
                book,
                news,
                new Temporaries(instance.home().data().resolve("jobs")),
                instance::isReady,
                patience);
    }

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    void addHandler(JobHandler handler) {
        work.handlers().add(handler);
        work.dispatch();
    }

    void removeHandler(JobHandler handler) {
        work.handlers().remove(handler);
    }

    /** Takes up what the journal holds. */
    @Activate
    void start() {
        work.start();
    }

    /** Ends what runs; what waits goes on after the next start. */
    @Deactivate
    void stop() {
        work.stop();
        news.close();
    }

    @Override
    public Job submit(JobRequest request) {
        return work.submit(request);
    }

    @Override
    public Optional<Job> find(String id) {
        Optional<LiveJob> live = work.live(id);
        return live.isPresent() ? live.map(LiveJob::now) : journal.find(id);
    }

    @Override
    public List<Job> list(Optional<String> server, boolean onlyOpen, int limit) {
        Map<String, Job> jobs = new LinkedHashMap<>();
        if (!onlyOpen) {
            journal.list(server, false, limit).forEach(job -> jobs.put(job.id(), job));
        }
        for (LiveJob live : work.live()) {
            Job job = live.now();
            if (server.isEmpty() || server.equals(job.request().server())) {
                jobs.put(job.id(), job);
            }
        }
        List<Job> newest = new ArrayList<>(jobs.values());
        newest.sort(Comparator.comparing(Job::created).thenComparing(Job::id).reversed());
        return newest.stream().limit(Math.max(0, limit)).toList();
    }

    @Override
    public Job cancel(String id, Actor actor) {
        LiveJob live = work.live(id).orElse(null);
        if (live == null) {
            return journal.find(id)
                    .orElseThrow(() -> JobBook.refused(
                            "There is no job " + JournalAudit.cut(id, 100) + ".", "List them with 'reconsync jobs'."));
        }
        book.cancelAsked(live.now(), actor);
        work.cancel(live);
        return find(id).orElseGet(live::now);
    }

    @Override
    public Job await(String id, Deadline deadline) {
        for (Optional<LiveJob> live = work.live(id); live.isPresent(); live = work.live(id)) {
            try {
                if (!live.get().over().await(deadline.remaining().toMillis(), TimeUnit.MILLISECONDS)) {
                    return live.get().now();
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return live.get().now();
            }
        }
        return journal.find(id)
                .orElseThrow(() -> JobBook.refused(
                        "There is no job " + JournalAudit.cut(id, 100) + ".", "List them with 'reconsync jobs'."));
    }

    @Override
    public AutoCloseable onChange(Consumer<Job> listener) {
        return news.add(listener);
    }

    /** What moves jobs on; for the other components of this room. */
    Work work() {
        return work;
    }
}
