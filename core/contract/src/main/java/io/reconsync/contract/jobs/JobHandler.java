// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.contract.jobs;

import org.osgi.annotation.versioning.ConsumerType;

/** A room that can do a kind of job. Registered as a service by core rooms; thread-safe. */
@ConsumerType
public interface JobHandler {
    /** The kind, lower case with dashes; constant. */
    String kind();

    /**
     * Does it, in a thread of jobs.
     *
     * @return the result in a sentence and as data
     * @throws io.reconsync.api.ReconException the job failed
     * @throws InterruptedException the job was cancelled or timed out and everything it had begun is undone
     */
    Outcome run(JobRun run) throws InterruptedException;

    /**
     * After a start: the process died while this job ran. Undo or finish what {@link JobRun#note} recorded.
     *
     * @return whether the job had succeeded, had failed (with a sentence), or cannot be said
     */
    default Recovery recover(JobRun run) throws InterruptedException {
        return new Recovery(Job.State.UNKNOWN, "ReconSync ended while this ran.");
    }

    /**
     * Whether what it does goes on elsewhere when this process ends in order. Then that is no cancellation: the job waits in the
     * journal and is run again at the next start.
     */
    default boolean goesOnElsewhere() {
        return false;
    }

    /**
     * Whether a run that an orderly end of ReconSync interrupts is begun again by the next start; else it is cancelled. What
     * it had begun is undone before, as with every cancel.
     */
    default boolean repeats() {
        return false;
    }

    /**
     * Whether it is only wanted soon after it was asked for. When ReconSync ended before it began, and a quarter of an hour
     * has passed since it was asked for, the next start cancels it.
     */
    default boolean onlySoon() {
        return false;
    }

    /** A result. */
    record Outcome(String text, java.util.Map<String, String> data) {
        /** A result without data. */
        public static Outcome of(String text) {
            return new Outcome(text, java.util.Map.of());
        }
    }

    /** The result of a job that a kill cut short: SUCCEEDED, FAILED, CANCELLED or UNKNOWN, or QUEUED to run it again. */
    record Recovery(Job.State state, String text) {}
}
