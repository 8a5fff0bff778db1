// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.jobs;

import io.reconsync.api.ReconException;
import io.reconsync.contract.jobs.Job;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Changes of a job as values. */
final class JobChanges {
    private JobChanges() {}

    static Job text(Job job, String text) {
        return progress(job, job.progress(), text);
    }

    static Job progress(Job job, double progress, String text) {
        return copy(job, job.state(), job.step(), progress, text, job.started());
    }

    static Job step(Job job, String step, String text) {
        return copy(job, job.state(), step, -1, text, job.started());
    }

    static Job running(Job job, Instant started, String text) {
        return copy(job, Job.State.RUNNING, job.step(), -1, text, Optional.of(started));
    }

    static Job queued(Job job, String text) {
        return copy(job, Job.State.QUEUED, "", -1, text, Optional.empty());
    }

    static Job over(Job job, JobRunner.End end, JobBook book) {
        Map<String, String> result = new HashMap<>();
        end.data().forEach((name, value) -> result.put(name, book.masked(value)));
        Optional<ReconException> error = end.error();
        return new Job(
                job.id(),
                job.request(),
                end.state(),
                job.step(),
                end.state() == Job.State.SUCCEEDED ? 1 : job.progress(),
                book.masked(end.text()),
                job.created(),
                job.started(),
                Optional.of(book.now()),
                error.map(book::failure),
                result);
    }

    private static Job copy(
            Job job, Job.State state, String step, double progress, String text, Optional<Instant> started) {
        return new Job(
                job.id(),
                job.request(),
                state,
                step,
                progress,
                text,
                job.created(),
                started,
                job.ended(),
                job.error(),
                job.result());
    }
}
