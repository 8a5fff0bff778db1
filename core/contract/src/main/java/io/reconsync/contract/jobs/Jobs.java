// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.contract.jobs;

import io.reconsync.api.Deadline;
import io.reconsync.api.command.Actor;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.osgi.annotation.versioning.ProviderType;

/** Takes, queues, runs and remembers jobs. Implemented by core/jobs. Thread-safe. */
@ProviderType
public interface Jobs {
    /**
     * Journals the job and returns; it runs when its lane is free.
     *
     * @throws io.reconsync.api.ReconException code {@code job-unknown-kind}, {@code job-refused}
     */
    Job submit(JobRequest request);

    /** One job. */
    Optional<Job> find(String id);

    /** The newest first. */
    List<Job> list(Optional<String> server, boolean onlyOpen, int limit);

    /**
     * Asks a job to end. Queued ones are cancelled at once; running ones when their threads, child processes and
     * temporary files are gone.
     *
     * @return the job as it is now
     */
    Job cancel(String id, Actor actor);

    /** Waits until the job has its result or the deadline has passed; gives the job as it is then. */
    Job await(String id, Deadline deadline);

    /** Calls {@code listener} after every change of a job, in one thread of jobs; closing ends it. */
    AutoCloseable onChange(Consumer<Job> listener);
}
