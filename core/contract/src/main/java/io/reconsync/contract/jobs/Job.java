// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.contract.jobs;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * A job as it is now.
 *
 * @param id UUIDv7
 * @param request what is to be done
 * @param state where it stands
 * @param step the step under way or the last one
 * @param progress 0 to 1; negative when unknown
 * @param text what it is doing, or the result, in a sentence
 * @param created when it was journaled
 * @param started when its run began
 * @param ended when it got its result
 * @param error why it failed
 * @param result what it yields, for programs
 */
public record Job(
        String id,
        JobRequest request,
        State state,
        String step,
        double progress,
        String text,
        Instant created,
        Optional<Instant> started,
        Optional<Instant> ended,
        Optional<Failure> error,
        Map<String, String> result) {
    public Job {
        result = Map.copyOf(result);
    }

    /** Where a job stands; the last four are results, of which each job gets exactly one. */
    public enum State {
        /** Waits for its lane. */
        QUEUED,
        /** Runs. */
        RUNNING,
        /** Done. */
        SUCCEEDED,
        /** Not done; the error says why. */
        FAILED,
        /** Ended on request; what it had begun is undone or harmless. */
        CANCELLED,
        /** The process died in its middle and it cannot be said how far it came. */
        UNKNOWN;

        /** Whether it is a result. */
        public boolean isOver() {
            return this != QUEUED && this != RUNNING;
        }
    }

    /** An error as data. */
    public record Failure(String code, String owner, String message, String nextStep) {}
}
