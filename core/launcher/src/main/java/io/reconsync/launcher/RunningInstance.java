// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.launcher;

import io.reconsync.contract.commands.ExitCode;
import io.reconsync.contract.runtime.Home;
import io.reconsync.contract.runtime.Instance;
import io.reconsync.contract.runtime.Role;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** This process, as bundles see it. */
final class RunningInstance implements Instance {
    private final Program program;
    private final Role role;
    private final Home home;
    private final FutureTask<Instant> started = new FutureTask<>(
            () -> Instant.ofEpochMilli(ManagementFactory.getRuntimeMXBean().getStartTime()));
    private final CountDownLatch ready = new CountDownLatch(1);
    private final CountDownLatch stop = new CountDownLatch(1);
    private final AtomicReference<End> end = new AtomicReference<>();
    private final Logger log = LoggerFactory.getLogger(RunningInstance.class);

    RunningInstance(Program program, Role role, Home home) {
        this.program = program;
        this.role = role;
        this.home = home;
    }

    @Override
    public String version() {
        return program.version();
    }

    @Override
    public Role role() {
        return role;
    }

    @Override
    public Home home() {
        return home;
    }

    @Override
    public Instant started() {
        started.run();
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    return started.get();
                } catch (InterruptedException e) {
                    interrupted = true;
                } catch (ExecutionException e) {
                    throw new IllegalStateException(e.getCause());
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    @Override
    public void stop(String reason) {
        if (end.compareAndSet(null, new End(ExitCode.OK, ""))) {
            log.info("ReconSync ends: {}.", reason);
        }
        stop.countDown();
    }

    @Override
    public void fail(int exitCode, String sentence) {
        if (end.compareAndSet(null, new End(exitCode, sentence))) {
            log.error("ReconSync cannot go on. {}", sentence);
        }
        stop.countDown();
    }

    /** How it ends, or ended; a good end when none was asked for. */
    End end() {
        End asked = end.get();
        return asked == null ? new End(ExitCode.OK, "") : asked;
    }

    /** Whether it failed before it was ready. */
    boolean givenUp() {
        End asked = end.get();
        return asked != null && asked.exit() != ExitCode.OK && !isReady();
    }

    @Override
    public void ready() {
        if (givenUp()) {
            return;
        }
        if (ready.getCount() > 0) {
            log.info(
                    "ReconSync {} ({}) is ready after {} ms.",
                    version(),
                    role,
                    Duration.between(started(), Instant.now()).toMillis());
        }
        ready.countDown();
    }

    @Override
    public boolean isReady() {
        return ready.getCount() == 0;
    }

    @Override
    public boolean isEnding() {
        return end.get() != null;
    }

    /** Whether it became ready within the time; an end that is asked for ends the waiting. */
    boolean awaitReady(Duration limit) throws InterruptedException {
        long until = System.nanoTime() + limit.toNanos();
        while (System.nanoTime() < until && stop.getCount() > 0) {
            if (ready.await(50, TimeUnit.MILLISECONDS)) {
                return true;
            }
        }
        return isReady();
    }

    void awaitStop() throws InterruptedException {
        stop.await();
    }

    /** Whether an end was asked for within the time. */
    boolean awaitStop(Duration limit) throws InterruptedException {
        return stop.await(limit.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** An exit code, and the last line to print unless it is empty. */
    record End(int exit, String sentence) {}
}
