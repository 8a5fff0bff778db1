// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.jobs;

import io.reconsync.contract.jobs.Job;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.function.UnaryOperator;

/** A job without a durable result. Thread-safe; never blocks. */
final class LiveJob {
    private final CountDownLatch over = new CountDownLatch(1);
    private final boolean recovering;
    private Job now;
    private ActiveRun run;
    private boolean unwanted;

    /** {@code recovering}: its run was cut short by the end of the process and has to be cleared up. */
    LiveJob(Job job, boolean recovering) {
        this.now = job;
        this.recovering = recovering;
    }

    String id() {
        return now().id();
    }

    String kind() {
        return now().request().kind();
    }

    boolean recovering() {
        return recovering;
    }

    /** The lane that it needs; empty when it bypasses all. */
    Optional<String> lane() {
        Job job = now();
        return job.request().urgent() ? Optional.empty() : job.request().server();
    }

    synchronized Job now() {
        return now;
    }

    /** Changes the job unless it has its result already; gives the job as it is then. */
    synchronized Job change(UnaryOperator<Job> change) {
        if (!now.state().isOver()) {
            now = change.apply(now);
        }
        return now;
    }

    /** Attaches the run that begins; false when the job was cancelled in the meantime. */
    synchronized boolean begin(ActiveRun active) {
        run = active;
        return !unwanted;
    }

    /** The run that has begun; when there is none yet, none will begin. */
    synchronized Optional<ActiveRun> cancel() {
        unwanted = run == null;
        return run();
    }

    synchronized Optional<ActiveRun> run() {
        return Optional.ofNullable(run);
    }

    /** The result is durable. */
    void close() {
        over.countDown();
    }

    CountDownLatch over() {
        return over;
    }
}
