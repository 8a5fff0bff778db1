// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.commands;

import io.reconsync.api.Deadline;
import io.reconsync.api.ErrorOwner;
import io.reconsync.api.ReconException;
import io.reconsync.contract.jobs.Job;
import io.reconsync.contract.jobs.JobHandler;
import io.reconsync.contract.jobs.JobRequest;
import io.reconsync.contract.jobs.JobRun;
import io.reconsync.contract.jobs.Jobs;
import io.reconsync.contract.values.DurationText;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.osgi.service.component.ComponentServiceObjects;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;

/**
 * A restart after a delay, during which it can be aborted. It is in no lane: while it counts, backups go on, and the
 * restart itself is a job of its own that waits for its turn.
 */
@Component(service = JobHandler.class)
public final class RebootJob implements JobHandler {
    static final String KIND = "reboot";
    static final String DELAY = "delay";
    static final String REASON = "reason";

    private static final Duration TICK = Duration.ofSeconds(1);

    // Fetched when it is needed: jobs track this handler, so neither could come first.
    @Reference(service = Jobs.class, cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC)
    private volatile ComponentServiceObjects<Jobs> jobs;

    /** Made by DS. */
    @Activate
    public RebootJob() {}

    RebootJob(ComponentServiceObjects<Jobs> jobs) {
        this.jobs = jobs;
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public Outcome run(JobRun run) throws InterruptedException {
        String server = run.request().server().orElseThrow();
        Duration delay = run.argument(DELAY).flatMap(DurationText::parse).orElse(Duration.ZERO);
        count(run, server, delay);
        ComponentServiceObjects<Jobs> offered = jobs;
        Jobs queue = offered == null ? null : offered.getService();
        if (queue == null) {
            throw new ReconException(
                    "jobs-missing",
                    ErrorOwner.INTERNAL,
                    "Jobs are not available at the moment.",
                    "Try again when 'status' says ready.");
        }
        Map<String, String> arguments =
                run.argument(REASON).map(text -> Map.of(REASON, text)).orElse(Map.of());
        run.step("restart", "Restarting " + server);
        Job restart = queue.submit(
                JobRequest.of("server-restart", server, arguments, run.request().actor()));
        Job over = queue.await(restart.id(), run.deadline());
        if (over.state() != Job.State.SUCCEEDED) {
            throw over.error()
                    .map(error -> new ReconException(error.code(), ErrorOwner.HOST, error.message(), error.nextStep()))
                    .orElseGet(() -> new ReconException(
                            "reboot-open",
                            ErrorOwner.HOST,
                            "The restart of " + server + " is " + Shown.name(over.state()) + ".",
                            "See 'jobs show " + Answer.shortId(over.id()) + "'."));
        }
        return Outcome.of(over.text());
    }

    /** Ends early, with an interruption, when the job is cancelled. */
    private static void count(JobRun run, String server, Duration delay) throws InterruptedException {
        Deadline end = Deadline.after(delay);
        CountDownLatch never = new CountDownLatch(1);
        if (!delay.isZero()) {
            run.step("wait", server + " restarts in " + DurationText.format(delay));
        }
        while (!end.expired()) {
            run.check();
            Duration left = end.remaining();
            run.progress(
                    1 - (double) left.toMillis() / Math.max(1, delay.toMillis()),
                    server + " restarts in " + DurationText.format(Duration.ofSeconds(left.toSeconds())));
            never.await(Math.min(left.toMillis() + 1, TICK.toMillis()), TimeUnit.MILLISECONDS);
        }
        run.check();
    }

    @Override
    public Recovery recover(JobRun run) {
        return new Recovery(
                Job.State.CANCELLED,
                "ReconSync ended while the reboot of " + run.request().server().orElse("a server")
                        + " was waiting or under way; give it again if it is still wanted.");
    }

    /** The reboot of a server that is not over. */
    static Optional<Job> open(Jobs jobs, String server) {
        return jobs.list(Optional.of(server), true, 100).stream()
                .filter(job -> job.request().kind().equals(KIND))
                .findFirst();
    }
}
