// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.jobs;

import io.reconsync.api.ErrorOwner;
import io.reconsync.api.ReconException;
import io.reconsync.api.command.Actor;
import io.reconsync.api.runtime.Event;
import io.reconsync.api.runtime.Severity;
import io.reconsync.contract.events.Events;
import io.reconsync.contract.jobs.Job;
import io.reconsync.contract.jobs.JobRequest;
import io.reconsync.contract.runtime.SecretMasks;
import io.reconsync.contract.values.Ids;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Writes down what happens to jobs: journal, audit, events; all masked. Thread-safe. */
final class JobBook {
    private static final int LONGEST = 4000;
    private static final int MOST_ARGUMENTS = 60_000;
    private static final Duration LONGEST_RUN = Duration.ofDays(30);

    private final JobJournal journal;
    private final JournalAudit audit;
    private final Events events;
    private final SecretMasks masks;
    private final Clock clock;

    JobBook(JobJournal journal, JournalAudit audit, Events events, SecretMasks masks, Clock clock) {
        this.journal = journal;
        this.audit = audit;
        this.events = events;
        this.masks = masks;
        this.clock = clock;
    }

    /** Refuses what cannot be journaled or has no time to run in. */
    static void check(JobRequest request) {
        if (request.timeout().compareTo(Duration.ofMillis(1)) < 0
                || request.timeout().compareTo(LONGEST_RUN) > 0) {
            throw refused(
                    "The job " + request.kind() + " cannot run for " + request.timeout() + ".",
                    "Give it a timeout above 0 and of at most " + LONGEST_RUN.toDays() + " days.");
        }
        long size = request.arguments().entrySet().stream()
                .mapToLong(argument ->
                        argument.getKey().length() + (long) argument.getValue().length())
                .sum();
        if (size > MOST_ARGUMENTS) {
            throw refused(
                    "The arguments of the job " + request.kind() + " are " + size + " characters long.",
                    "Keep them under " + MOST_ARGUMENTS + ".");
        }
    }

    Instant now() {
        return clock.instant();
    }

    String masked(String text) {
        return JournalAudit.cut(masks.mask(text), LONGEST);
    }

    Job enter(JobRequest request, String text) {
        Job job = new Job(
                Ids.next(clock),
                request,
                Job.State.QUEUED,
                "",
                -1,
                text,
                clock.instant(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Map.of());
        String server = request.server().orElse("");
        journal.insert(
                job, audit.guild(server), audit.entry(request.actor(), "job " + request.kind(), server, "asked"));
        return job;
    }

    /** Writes a result; false when the journal has one already. */
    boolean finish(Job job) {
        JobRequest request = job.request();
        String outcome = job.state().name().toLowerCase(java.util.Locale.ROOT) + ": " + job.text();
        boolean first = journal.finish(
                job,
                audit.entry(
                        request.actor(),
                        "job " + request.kind(),
                        request.server().orElse(""),
                        outcome));
        if (first && (job.state() == Job.State.FAILED || job.state() == Job.State.UNKNOWN)) {
            report(job);
        }
        return first;
    }

    void cancelAsked(Job job, Actor actor) {
        audit.record(
                actor, "cancel " + job.request().kind(), job.request().server().orElse(""), "asked");
    }

    private void report(Job job) {
        Map<String, String> values = new TreeMap<>();
        values.put("job", job.id());
        values.put("kind", job.request().kind());
        job.error().ifPresent(error -> values.put("code", error.code()));
        boolean failed = job.state() == Job.State.FAILED;
        String next = job.error().map(error -> " " + error.nextStep()).orElse("");
        events.emit(new Event(
                clock.instant(),
                failed ? "job-failed" : "job-unknown",
                Severity.WARNING,
                job.request().server(),
                "The job " + job.request().kind()
                        + job.request().server().map(id -> " of " + id).orElse("")
                        + (failed ? " failed: " : " has no known result: ") + job.text() + next,
                values));
    }

    /** An error as data, masked. */
    Job.Failure failure(ReconException error) {
        return new Job.Failure(
                error.code(), error.owner().name(), masked(error.getMessage()), masked(error.nextStep()));
    }

    static ReconException refused(String why, String nextStep) {
        return new ReconException("job-refused", ErrorOwner.USER, why, nextStep);
    }
}
