// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.contract.jobs;

import io.reconsync.api.Deadline;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;

/** One run of a job, as given to its handler. Thread-safe. */
@ProviderType
public interface JobRun {
    /** The job's id. */
    String id();

    /** What is to be done. */
    JobRequest request();

    /** When the run has to be over. */
    Deadline deadline();

    /** Begins a step: journaled and shown. */
    void step(String name, String text);

    /** Shows progress, 0 to 1; negative when unknown. Cheap; written at most twice a second. */
    void progress(double fraction, String text);

    /**
     * Records a fact durably before the act that it is about, so that {@link JobHandler#recover} knows; an empty value
     * forgets the key.
     */
    void note(String key, String value);

    /** All recorded facts. */
    Map<String, String> notes();

    /** Gives the server's lane free before the end of the run, for work that no longer touches the server. */
    void releaseLane();

    /** A folder of this run's own, removed when the run is over; below {@code data/}, so on the store's volume. */
    Path temporary();

    /** Throws when the job was cancelled or is out of time. To be called often. */
    void check() throws InterruptedException;

    /** Runs {@code action} when the job is cancelled, to end a blocking call; closing withdraws it. */
    AutoCloseable onCancel(Runnable action);

    /** The argument of this name. */
    default Optional<String> argument(String name) {
        return Optional.ofNullable(request().arguments().get(name));
    }
}
