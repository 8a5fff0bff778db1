// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.jobs;

import io.reconsync.api.Deadline;
import io.reconsync.api.ReconException;
import io.reconsync.contract.jobs.Job;
import io.reconsync.contract.jobs.JobHandler;
import io.reconsync.contract.jobs.JobRequest;
import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Moves jobs from the queue through their lane to their result. Thread-safe. */
final class Work {
    private static final Logger LOG = LoggerFactory.getLogger(Work.class);
    /** How long running jobs may take to end when ReconSync ends. */
    private static final Duration STOP = Duration.ofSeconds(20);

    private static final Duration LONGEST_RECOVERY = Duration.ofMinutes(30);
    private static final Duration HISTORY = Duration.ofDays(180);
    private static final Duration SOON = Duration.ofMinutes(15);
    private static final int MOST_OPEN = 1000;
    private static final int MOST_ATTEMPTS = 3;

    private final JobJournal journal;
    private final JobBook book;
    private final News news;
    private final Temporaries temporaries;
    private final BooleanSupplier ready;
    private final Handlers handlers = new Handlers();
    private final Lanes lanes = new Lanes();
    private final Map<String, LiveJob> open = new ConcurrentHashMap<>();
    private final ExecutorService workers = Threads.workers();
    private final ScheduledThreadPoolExecutor timer = Threads.timer("recon-jobs-timer");
    private final Object door = new Object();
    private final Deadline start;

    /** Jobs of an earlier run, and those asked for during the start: they may need plugins that are still coming up. */
    private final Set<String> early = ConcurrentHashMap.newKeySet();

    /** Jobs that an earlier run did not begin, and that were asked for long ago. */
    private final Set<String> old = ConcurrentHashMap.newKeySet();

    private boolean stopped;
    private volatile boolean started;

    /**
     * Nothing begins yet.
     *
     * @param ready whether the plugins of the start are up
     * @param patience how long rooms and plugins may take to come up before jobs no longer wait for them
     */
    Work(
            JobJournal journal,
            JobBook book,
            News news,
            Temporaries temporaries,
            BooleanSupplier ready,
            Duration patience) {
        this.start = Deadline.after(patience);
        this.journal = journal;
        this.book = book;
        this.news = news;
        this.temporaries = temporaries;
        this.ready = ready;
    }

    Handlers handlers() {
        return handlers;
    }

    Lanes lanes() {
        return lanes;
    }

    Optional<LiveJob> live(String id) {
        return Optional.ofNullable(open.get(id));
    }

    Collection<LiveJob> live() {
        return List.copyOf(open.values());
    }

    /** Takes up the jobs of the journal: those cut short first, each before what waits in its lane. */
    void start() {
        List<Job> jobs = journal.open();
        Set<String> ids = new HashSet<>();
        jobs.forEach(job -> ids.add(job.id()));
        temporaries.removeAllBut(ids);
        early.addAll(ids);
        jobs.stream()
                .filter(job -> job.state() == Job.State.QUEUED)
                .filter(job -> job.created().plus(SOON).isBefore(book.now()))
                .forEach(job -> old.add(job.id()));
        for (boolean cutShort : new boolean[] {true, false}) {
            for (Job job : jobs) {
                if ((job.state() == Job.State.RUNNING) == cutShort && !open.containsKey(job.id())) {
                    LiveJob live = new LiveJob(job, cutShort);
                    open.put(job.id(), live);
                    lanes.add(live);
                }
            }
        }
        started = true;
        awaitReady();
        timer.scheduleWithFixedDelay(this::prune, 1, 24 * 60, TimeUnit.MINUTES);
    }

    private void prune() {
        try {
            journal.prune(book.now().minus(HISTORY));
        } catch (ReconException e) {
            LOG.warn("Old jobs could not be removed: {}", e.getMessage());
        }
    }

    private void awaitReady() {
        // Asked first: what becomes ready after the look has another one coming.
        boolean up = ready.getAsBoolean() || start.expired();
        dispatch();
        if (up) {
            later(this::dispatch, start.remaining().plusMillis(10));
        } else {
            later(this::awaitReady, Duration.ofMillis(200));
        }
    }

    private Future<?> later(Runnable task, Duration delay) {
        try {
            return timer.schedule(task, delay.toMillis(), TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException e) {
            return java.util.concurrent.CompletableFuture.completedFuture(null);
        }
    }

    Job submit(JobRequest request) {
        JobBook.check(request);
        if (handlers.of(request.kind()).isEmpty() && start.expired()) {
            throw handlers.unknown(request.kind());
        }
        LiveJob live;
        synchronized (door) {
            Optional<LiveJob> same = request.key().flatMap(this::withKey);
            if (same.isPresent()) {
                return same.get().now();
            }
            if (stopped) {
                throw JobBook.refused("ReconSync is being stopped.", "Ask again when it is back.");
            }
            if (open.size() >= MOST_OPEN && !request.urgent()) {
                throw JobBook.refused(
                        MOST_OPEN + " jobs are waiting already.", "Cancel some with 'reconsync jobs cancel'.");
            }
            boolean waits = !request.urgent() && !start.expired() && !ready.getAsBoolean();
            live = new LiveJob(
                    book.enter(
                            request,
                            waits ? "Waits for the plugins of the start, then for its turn." : "Waits for its turn."),
                    false);
            if (waits) {
                early.add(live.id());
            }
            open.put(live.id(), live);
            lanes.add(live);
        }
        news.tell(live.now());
        dispatch();
        return live.now();
    }

    private Optional<LiveJob> withKey(String key) {
        return open.values().stream()
                .filter(job -> job.now().request().key().filter(key::equals).isPresent())
                .filter(job -> !job.now().state().isOver())
                .findFirst();
    }

    /** Begins whatever may begin. */
    void dispatch() {
        if (!started) {
            return;
        }
        for (LiveJob job : lanes.take(this::startable)) {
            try {
                workers.execute(() -> run(job));
            } catch (RejectedExecutionException e) {
                LOG.debug("The job {} stays in the journal for the next start.", job.id());
            }
        }
    }

    private boolean startable(LiveJob job) {
        boolean waits = job.recovering() || early.contains(job.id());
        return start.expired() || handlers.of(job.kind()).isPresent() && (!waits || ready.getAsBoolean());
    }

    private void run(LiveJob job) {
        if (!started) {
            return;
        }
        Optional<JobHandler> handler = handlers.of(job.kind());
        JobRunner.End end =
                handler.isEmpty() ? JobRunner.End.failed(handlers.unknown(job.kind())) : run(job, handler.get());
        temporaries.remove(job.id());
        if (end.state() == Job.State.QUEUED) {
            again(job, end);
        } else {
            finish(job, end);
        }
    }

    private JobRunner.End run(LiveJob job, JobHandler handler) {
        if (handler.onlySoon() && old.contains(job.id())) {
            return JobRunner.End.of(
                    Job.State.CANCELLED,
                    "Cancelled: ReconSync ended before it began, and that is more than a quarter of an hour ago."
                            + " Ask for it again if it is still wanted.");
        }
        Job now = job.now();
        Duration time = now.request().timeout();
        if (job.recovering() && time.compareTo(LONGEST_RECOVERY) > 0) {
            time = LONGEST_RECOVERY;
        }
        RunSurroundings around = new RunSurroundings(job, journal, book, news, temporaries, () -> release(job));
        ActiveRun run = new ActiveRun(job.id(), now.request(), Deadline.after(time), around);
        if (!job.begin(run)) {
            return JobRunner.End.of(
                    job.recovering() ? Job.State.UNKNOWN : Job.State.CANCELLED, "Cancelled before it began.");
        }
        try {
            int attempts = around.begin();
            if (job.recovering() && attempts > MOST_ATTEMPTS) {
                return JobRunner.End.of(
                        Job.State.UNKNOWN, "ReconSync ended " + MOST_ATTEMPTS + " times while this ran.");
            }
        } catch (ReconException e) {
            return JobRunner.End.failed(e);
        }
        Future<?> alarm = later(() -> workers.execute(() -> run.end(ActiveRun.Ending.TIMED_OUT)), time);
        try {
            return job.recovering() ? JobRunner.recover(handler, run) : JobRunner.run(handler, run);
        } finally {
            alarm.cancel(false);
        }
    }

    private void release(LiveJob job) {
        lanes.release(job);
        dispatch();
    }

    private void again(LiveJob job, JobRunner.End end) {
        LiveJob next = new LiveJob(JobChanges.queued(job.now(), book.masked(end.text())), false);
        try {
            journal.update(next.now());
        } catch (ReconException e) {
            finish(job, JobRunner.End.failed(e));
            return;
        }
        open.put(next.id(), next);
        lanes.addFirst(next);
        job.close();
        release(job);
        news.tell(next.now());
    }

    private void finish(LiveJob job, JobRunner.End end) {
        Job over = job.change(now -> JobChanges.over(now, end, book));
        boolean durable = write(over);
        release(job);
        if (durable) {
            close(job);
        }
    }

    private boolean write(Job over) {
        try {
            book.finish(over);
            return true;
        } catch (ReconException e) {
            LOG.error("The result of the job {} cannot be written yet: {}", over.id(), e.getMessage());
            later(() -> live(over.id()).filter(job -> write(over)).ifPresent(this::close), Duration.ofSeconds(5));
            return false;
        }
    }

    private void close(LiveJob job) {
        open.remove(job.id(), job);
        early.remove(job.id());
        job.close();
        news.tell(job.now());
    }

    /** Asks a job to end. */
    void cancel(LiveJob job) {
        if (lanes.remove(job)) {
            if (job.recovering()) {
                lanes.addFirst(job);
                dispatch();
            } else {
                finish(job, JobRunner.End.of(Job.State.CANCELLED, "Cancelled before it began."));
            }
            return;
        }
        job.cancel().ifPresent(run -> {
            job.change(now -> JobChanges.text(now, "Is being cancelled."));
            news.tell(job.now());
            workers.execute(() -> run.end(ActiveRun.Ending.CANCELLED));
        });
    }

    void stop() {
        synchronized (door) {
            stopped = true;
            started = false;
        }
        timer.shutdownNow();
        for (LiveJob job : live()) {
            job.run().ifPresent(run -> workers.execute(() -> run.end(ActiveRun.Ending.SHUTDOWN)));
        }
        workers.shutdown();
        try {
            if (!workers.awaitTermination(STOP.toMillis(), TimeUnit.MILLISECONDS)) {
                LOG.warn("Some jobs did not end within {} and are cleared up at the next start.", STOP);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
