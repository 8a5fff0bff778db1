// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.jobs;

import io.reconsync.contract.jobs.Job;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/** What one run does to its job: in memory at once, in the journal as far as it has to last. */
final class RunSurroundings implements ActiveRun.Surroundings {
    private static final Duration QUIET = Duration.ofMillis(500);

    private final LiveJob job;
    private final JobJournal journal;
    private final JobBook book;
    private final News news;
    private final Temporaries temporaries;
    private final Runnable release;
    private final long begun = System.nanoTime();
    private long lastTold = begun - QUIET.toNanos();

    RunSurroundings(
            LiveJob job, JobJournal journal, JobBook book, News news, Temporaries temporaries, Runnable release) {
        this.job = job;
        this.journal = journal;
        this.book = book;
        this.news = news;
        this.temporaries = temporaries;
        this.release = release;
    }

    /** The run begins; gives how many of this job have begun. */
    int begin() {
        String text = job.recovering() ? "Clears up after ReconSync ended in its middle." : "Has begun.";
        Job now = job.change(old -> JobChanges.running(old, old.started().orElseGet(book::now), text));
        int attempts = journal.begin(now);
        news.tell(now);
        return attempts;
    }

    @Override
    public void step(String name, String text) {
        Job now = job.change(old -> JobChanges.step(old, JournalAudit.cut(name, 100), book.masked(text)));
        if (!now.state().isOver()) {
            journal.update(now);
            news.tell(now);
        }
    }

    @Override
    public void progress(double fraction, String text) {
        double known = fraction < 0 || Double.isNaN(fraction) ? -1 : Math.min(1, fraction);
        Job now = job.change(old -> JobChanges.progress(old, known, book.masked(text)));
        synchronized (this) {
            long time = System.nanoTime();
            if (time - lastTold < QUIET.toNanos()) {
                return;
            }
            lastTold = time;
        }
        news.tell(now);
    }

    @Override
    public void note(String key, String value) {
        journal.note(job.id(), key, value);
    }

    @Override
    public Map<String, String> notes() {
        return journal.notes(job.id());
    }

    @Override
    public void releaseLane() {
        release.run();
    }

    @Override
    public Path temporary() {
        return temporaries.of(job.id());
    }
}
