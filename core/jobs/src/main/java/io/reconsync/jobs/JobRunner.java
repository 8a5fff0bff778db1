// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.jobs;

import io.reconsync.api.ErrorOwner;
import io.reconsync.api.ReconException;
import io.reconsync.contract.jobs.Job;
import io.reconsync.contract.jobs.JobHandler;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;

/** Calls a handler and says what became of the job. Stateless. */
final class JobRunner {
    /** What became of a job: a result, or QUEUED for once more. */
    record End(Job.State state, String text, Optional<ReconException> error, Map<String, String> data) {
        static End of(Job.State state, String text) {
            return new End(state, text, Optional.empty(), Map.of());
        }

        static End failed(ReconException error) {
            return new End(Job.State.FAILED, error.getMessage(), Optional.of(error), Map.of());
        }
    }

    private JobRunner() {}

    /** Runs a job in the calling thread. */
    static End run(JobHandler handler, ActiveRun run) {
        run.enter();
        JobHandler.Outcome outcome = null;
        Throwable thrown = null;
        try {
            outcome = Contained.call(() -> handler.run(run));
        } catch (ExecutionException e) {
            thrown = e.getCause();
        }
        ActiveRun.Ending ending = run.leave();
        if (thrown == null) {
            return outcome == null
                    ? End.of(Job.State.SUCCEEDED, "Done.")
                    : new End(Job.State.SUCCEEDED, outcome.text(), Optional.empty(), outcome.data());
        }
        return switch (ending) {
            case CANCELLED -> cancelled("Cancelled.", thrown);
            case SHUTDOWN -> stopped(handler, thrown);
            case TIMED_OUT -> End.failed(timedOut(run, thrown));
            default ->
                End.failed(
                        thrown instanceof InterruptedException
                                ? interrupted(run)
                                : Contained.asError(
                                        thrown, "the job " + run.request().kind()));
        };
    }

    /** Clears up after a run that the end of the process cut short. */
    static End recover(JobHandler handler, ActiveRun run) {
        run.enter();
        JobHandler.Recovery recovery = null;
        Throwable thrown = null;
        try {
            recovery = Contained.call(() -> handler.recover(run));
        } catch (ExecutionException e) {
            thrown = e.getCause();
        }
        run.leave();
        if (thrown instanceof ReconException error) {
            return End.failed(error);
        }
        if (thrown != null || recovery == null || recovery.state() == Job.State.RUNNING) {
            return End.of(
                    Job.State.UNKNOWN, "ReconSync ended while this ran, and clearing up did not come to its end.");
        }
        return End.of(recovery.state(), recovery.text());
    }

    private static End stopped(JobHandler handler, Throwable thrown) {
        boolean orderly = thrown instanceof InterruptedException;
        if (orderly && handler.goesOnElsewhere()) {
            return End.of(Job.State.QUEUED, "ReconSync was stopped; it goes on elsewhere.");
        }
        if (orderly && handler.repeats()) {
            return End.of(
                    Job.State.QUEUED, "ReconSync was stopped while this ran; it begins again with the next start.");
        }
        return cancelled("Cancelled because ReconSync was stopped. Ask for it again when it is back.", thrown);
    }

    private static End cancelled(String text, Throwable thrown) {
        if (thrown instanceof InterruptedException) {
            return End.of(Job.State.CANCELLED, text);
        }
        ReconException error = Contained.asError(thrown, "the cancelled job");
        return new End(
                Job.State.CANCELLED, text + " While ending: " + error.getMessage(), Optional.of(error), Map.of());
    }

    private static ReconException timedOut(ActiveRun run, Throwable thrown) {
        return new ReconException(
                "job-timeout",
                ErrorOwner.REMOTE,
                "The job " + run.request().kind() + " was not done within its time of "
                        + io.reconsync.contract.values.DurationText.format(
                                run.request().timeout()) + " and was ended.",
                "Look with 'reconsync log' at what it waited for, then start it again.",
                thrown);
    }

    private static ReconException interrupted(ActiveRun run) {
        return new ReconException(
                "job-interrupted",
                ErrorOwner.INTERNAL,
                "The job " + run.request().kind() + " was interrupted although nobody had asked for that.",
                "Start it again; if it happens again, run 'reconsync dump' and report it.");
    }
}
