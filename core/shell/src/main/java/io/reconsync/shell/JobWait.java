// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.shell;

import io.reconsync.api.ErrorOwner;
import io.reconsync.api.ReconException;
import io.reconsync.contract.jobs.Job;
import io.reconsync.contract.jobs.Jobs;
import io.reconsync.contract.runtime.SecretMasks;
import io.reconsync.contract.values.Closing;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Waits for a job and shows how it goes on. */
final class JobWait {
    private final Jobs jobs;
    private final Display display;
    private final SecretMasks masks;

    JobWait(Jobs jobs, Display display, SecretMasks masks) {
        this.jobs = jobs;
        this.display = display;
        this.masks = masks;
    }

    /** The job with its result. Each change wakes the waiting; once a second it looks of its own accord. */
    Job until(String id) throws InterruptedException {
        Semaphore changed = new Semaphore(0);
        AutoCloseable listening = jobs.onChange(job -> {
            if (job.id().equals(id)) {
                changed.release();
            }
        });
        try {
            while (true) {
                Optional<Job> job = jobs.find(id);
                if (job.isEmpty()) {
                    throw new ReconException(
                            "job-unknown", ErrorOwner.INTERNAL, "There is no job " + id + ".", "See `reconsync jobs`.");
                }
                if (job.get().state().isOver()) {
                    return job.get();
                }
                display.progress(masks.mask(ReplyText.visible(line(job.get()), false)));
                changed.tryAcquire(1, TimeUnit.SECONDS);
                changed.drainPermits();
            }
        } finally {
            Closing.quietly(listening);
        }
    }

    private String line(Job job) {
        String share = job.progress() < 0 ? "" : String.format(Locale.ROOT, "  %.0f %%", job.progress() * 100);
        String text = job.state() == Job.State.QUEUED
                ? "waits for its turn"
                : (job.step().isEmpty() ? "" : job.step() + ": ") + job.text();
        String line = job.request().kind() + share + "  " + text;
        return display.width() > 1 ? Columns.cut(line, display.width() - 1) : line;
    }

    /** Why a job has no success. */
    static String sentence(Job job) {
        return job.error()
                .map(error -> error.message() + " " + error.nextStep())
                .orElse("The job " + job.id() + " ended as "
                        + job.state().name().toLowerCase(Locale.ROOT) + ". " + job.text());
    }
}
