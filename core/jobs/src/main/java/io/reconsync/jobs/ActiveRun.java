// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.jobs;

import io.reconsync.api.Deadline;
import io.reconsync.contract.jobs.JobRequest;
import io.reconsync.contract.jobs.JobRun;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One run. Its thread is interrupted only while the handler runs and never in the middle of a write to the journal.
 */
final class ActiveRun implements JobRun {
    /** Why a run is to end early. */
    enum Ending {
        /** It is not. */
        NONE,
        /** Somebody asked. */
        CANCELLED,
        /** Its time is over. */
        TIMED_OUT,
        /** ReconSync ends. */
        SHUTDOWN
    }

    /** What a run needs of its surroundings. */
    interface Surroundings {
        void step(String name, String text);

        void progress(double fraction, String text);

        void note(String key, String value);

        Map<String, String> notes();

        void releaseLane();

        Path temporary();
    }

    private static final Logger LOG = LoggerFactory.getLogger(ActiveRun.class);

    private final String id;
    private final JobRequest request;
    private final Deadline deadline;
    private final Surroundings around;
    private final Set<Cancel> actions = new LinkedHashSet<>();
    private final Object journal = new Object();
    private Ending ending = Ending.NONE;
    private Thread worker;
    private int cancelling;

    ActiveRun(String id, JobRequest request, Deadline deadline, Surroundings around) {
        this.id = id;
        this.request = request;
        this.deadline = deadline;
        this.around = around;
    }

    /** An action, told from an equal one. */
    private static final class Cancel {
        private final Runnable action;

        private Cancel(Runnable action) {
            this.action = action;
        }

        private void run() {
            try {
                Contained.call(() -> {
                    action.run();
                    return null;
                });
            } catch (ExecutionException e) {
                LOG.warn("What was to end a job failed.", e.getCause());
            }
        }
    }

    /** The handler begins in this thread. */
    synchronized void enter() {
        worker = Thread.currentThread();
        if (ending != Ending.NONE) {
            worker.interrupt();
        }
    }

    /** The handler has returned: no interrupt comes any more, and actions of a cancel that are under way are waited for. */
    synchronized Ending leave() {
        worker = null;
        while (cancelling > 0) {
            try {
                wait();
            } catch (InterruptedException e) {
                continue;
            }
        }
        Thread.interrupted();
        actions.clear();
        return ending;
    }

    /** Asks the handler to end: its cancel actions run in the calling thread, then its thread is interrupted. */
    void end(Ending why) {
        List<Cancel> now;
        synchronized (this) {
            if (ending != Ending.NONE) {
                return;
            }
            ending = why;
            now = List.copyOf(actions);
            actions.clear();
            cancelling++;
        }
        try {
            now.forEach(Cancel::run);
        } finally {
            interruptWorker();
        }
    }

    private void interruptWorker() {
        synchronized (journal) {
            synchronized (this) {
                cancelling--;
                notifyAll();
                if (worker != null) {
                    worker.interrupt();
                }
            }
        }
    }

    synchronized Ending ending() {
        return ending;
    }

    @Override
    public String id() {
        return id;
    }

    @Override
    public JobRequest request() {
        return request;
    }

    @Override
    public Deadline deadline() {
        return deadline;
    }

    @Override
    public void step(String name, String text) {
        journaled(() -> around.step(name, text));
    }

    @Override
    public void progress(double fraction, String text) {
        around.progress(fraction, text);
    }

    @Override
    public void note(String key, String value) {
        journaled(() -> around.note(key, value));
    }

    @Override
    public Map<String, String> notes() {
        return around.notes();
    }

    @Override
    public void releaseLane() {
        around.releaseLane();
    }

    @Override
    public Path temporary() {
        return around.temporary();
    }

    /** Without an interrupt, so that a fact that is recorded on the way out is not lost. */
    private void journaled(Runnable write) {
        synchronized (journal) {
            boolean interrupted = Thread.interrupted();
            try {
                write.run();
            } finally {
                if (interrupted) {
                    Thread.currentThread().interrupt();
                }
            }
        }
    }

    @Override
    public void check() throws InterruptedException {
        if (deadline.expired()) {
            end(Ending.TIMED_OUT);
        }
        if (ending() != Ending.NONE) {
            Thread.interrupted();
            throw new InterruptedException("The job is to end: " + ending() + ".");
        }
    }

    @Override
    public AutoCloseable onCancel(Runnable action) {
        Cancel cancel = new Cancel(action);
        synchronized (this) {
            if (ending == Ending.NONE) {
                actions.add(cancel);
                return () -> withdraw(cancel);
            }
        }
        cancel.run();
        return () -> {};
    }

    private synchronized void withdraw(Cancel cancel) {
        actions.remove(cancel);
    }
}
