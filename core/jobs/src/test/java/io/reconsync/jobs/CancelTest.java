// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.jobs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.reconsync.contract.jobs.Job;
import io.reconsync.contract.jobs.JobHandler;
import io.reconsync.contract.jobs.JobHandler.Outcome;
import io.reconsync.contract.jobs.JobRequest;
import io.reconsync.contract.jobs.JobRun;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CancelTest {
    @TempDir
    Path home;

    private final CountDownLatch never = new CountDownLatch(1);
    private final CountDownLatch began = new CountDownLatch(1);

    @Test
    void aCancelIsOverOnlyWhenTheHandlerHasReturned() throws Exception {
        CountDownLatch undoing = new CountDownLatch(1);
        CountDownLatch undo = new CountDownLatch(1);
        AtomicBoolean told = new AtomicBoolean();
        try (Bench bench = new Bench(home, Bench.handler("backup", run -> {
            run.onCancel(() -> told.set(true));
            began.countDown();
            try {
                never.await();
            } finally {
                undoing.countDown();
                undo.await();
                run.note("released", "yes");
            }
            return Outcome.of("Done.");
        }))) {
            Job job = bench.jobs.submit(Bench.request("backup", "ark"));
            began.await();
            assertEquals(
                    Job.State.RUNNING, bench.jobs.cancel(job.id(), Bench.ACTOR).state());
            undoing.await();
            assertEquals(
                    Job.State.RUNNING, bench.jobs.find(job.id()).orElseThrow().state());
            assertTrue(told.get());
            undo.countDown();
            assertEquals(Job.State.CANCELLED, bench.await(job).state());
            assertTrue(bench.events.isEmpty());
            assertTrue(bench.audit.list(9).stream().anyMatch(row -> row.action().equals("cancel backup")));
        }
    }

    @Test
    void aWaitingJobIsCancelledAtOnce() throws Exception {
        CountDownLatch go = new CountDownLatch(1);
        AtomicBoolean ran = new AtomicBoolean();
        try (Bench bench = new Bench(
                home,
                Bench.handler("slow", run -> {
                    go.await();
                    return Outcome.of("Done.");
                }),
                Bench.handler("second", run -> {
                    ran.set(true);
                    return Outcome.of("Done.");
                }))) {
            Job slow = bench.jobs.submit(Bench.request("slow", "ark"));
            Job second = bench.jobs.submit(Bench.request("second", "ark"));
            assertEquals(
                    Job.State.CANCELLED,
                    bench.jobs.cancel(second.id(), Bench.ACTOR).state());
            go.countDown();
            bench.await(slow);
            assertFalse(ran.get());
            assertEquals(
                    Job.State.CANCELLED,
                    bench.jobs.cancel(second.id(), Bench.ACTOR).state());
        }
    }

    @Test
    void aRunPastItsTimeIsEndedAndSaysSo() throws Exception {
        try (Bench bench = new Bench(home, Bench.handler("hangs", run -> {
            never.await();
            return Outcome.of("Done.");
        }))) {
            Job over = bench.await(bench.jobs.submit(new JobRequest(
                    "hangs",
                    Optional.of("ark"),
                    Map.of(),
                    Bench.ACTOR,
                    Duration.ofMillis(50),
                    false,
                    Optional.empty())));
            assertEquals(Job.State.FAILED, over.state());
            assertEquals("job-timeout", over.error().orElseThrow().code());
            assertTrue(over.text().contains("50ms"), over.text());
            assertTrue(bench.event("job-failed").isPresent());
        }
    }

    @Test
    void whatIsDoneIsDoneEvenWhenACancelCameToo() throws Exception {
        CountDownLatch cancelled = new CountDownLatch(1);
        try (Bench bench = new Bench(home, Bench.handler("stubborn", run -> {
            run.onCancel(cancelled::countDown);
            began.countDown();
            boolean waiting = true;
            while (waiting) {
                try {
                    cancelled.await();
                    waiting = false;
                } catch (InterruptedException e) {
                    continue;
                }
            }
            return Outcome.of("Done all the same.");
        }))) {
            Job job = bench.jobs.submit(Bench.request("stubborn", "ark"));
            began.await();
            bench.jobs.cancel(job.id(), Bench.ACTOR);
            assertEquals(Job.State.SUCCEEDED, bench.await(job).state());
        }
    }

    @Test
    void theInterruptOfACancelNeverReachesTheNextJob() throws Exception {
        try (Bench bench =
                new Bench(home, Bench.handler("quick", run -> Outcome.of("Done.")), Bench.handler("waits", run -> {
                    assertFalse(Thread.currentThread().isInterrupted());
                    run.step("a", "b");
                    return Outcome.of("Done.");
                }))) {
            for (int i = 0; i < 100; i++) {
                Job quick = bench.jobs.submit(Bench.request("quick", "ark"));
                bench.jobs.cancel(quick.id(), Bench.ACTOR);
                Job next = bench.await(bench.jobs.submit(Bench.request("waits", "ark")));
                assertEquals(Job.State.SUCCEEDED, next.state(), next.text());
                assertTrue(bench.await(quick).state().isOver());
            }
        }
    }

    @Test
    void whatGoesOnElsewhereIsTakenUpAgainAfterAnOrderlyEnd() throws Exception {
        Job job;
        try (Bench bench = new Bench(home, elsewhere(run -> {
            began.countDown();
            never.await();
            return Outcome.of("Done.");
        }))) {
            job = bench.jobs.submit(Bench.request("elsewhere", "ark"));
            began.await();
        }
        try (Bench bench = new Bench(home, elsewhere(run -> Outcome.of("Followed to its end.")))) {
            Job over = bench.await(job);
            assertEquals(Job.State.SUCCEEDED, over.state(), over.text());
            assertEquals("Followed to its end.", over.text());
        }
    }

    private static JobHandler elsewhere(Bench.Body body) {
        JobHandler here = Bench.handler("elsewhere", body);
        return new JobHandler() {
            @Override
            public String kind() {
                return here.kind();
            }

            @Override
            public Outcome run(JobRun run) throws InterruptedException {
                return here.run(run);
            }

            @Override
            public boolean goesOnElsewhere() {
                return true;
            }
        };
    }

    @Test
    void anOrderlyEndCancelsWhatRuns() throws Exception {
        Job job;
        try (Bench bench = new Bench(home, Bench.handler("backup", run -> {
            began.countDown();
            never.await();
            return Outcome.of("Done.");
        }))) {
            job = bench.jobs.submit(Bench.request("backup", "ark"));
            began.await();
        }
        try (Bench bench = new Bench(home)) {
            Job over = bench.jobs.find(job.id()).orElseThrow();
            assertEquals(Job.State.CANCELLED, over.state());
            assertEquals("Cancelled because ReconSync was stopped. Ask for it again when it is back.", over.text());
        }
    }

    @Test
    void whatCanBeRepeatedBeginsAgainAfterAnOrderlyEnd() throws Exception {
        Job job;
        try (Bench bench = new Bench(home, repeating(run -> {
            began.countDown();
            never.await();
            return Outcome.of("Done.");
        }))) {
            job = bench.jobs.submit(Bench.request("backup", "ark"));
            began.await();
        }
        try (Bench bench =
                new Bench(home, false, Duration.ofMinutes(5), repeating(run -> Outcome.of("Done after all.")))) {
            Job other = bench.jobs.submit(Bench.request("backup", "rust"));
            assertEquals("Waits for the plugins of the start, then for its turn.", other.text());
            assertEquals(
                    Job.State.QUEUED,
                    bench.jobs.find(job.id()).orElseThrow().state(),
                    "what began earlier waits for its plugins");
            assertEquals(
                    Job.State.QUEUED,
                    bench.jobs.find(other.id()).orElseThrow().state(),
                    "and so does what is asked for during the start");
            bench.ready = true;
            assertEquals(Job.State.SUCCEEDED, bench.await(other).state());
            Job over = bench.await(bench.jobs.find(job.id()).orElseThrow());
            assertEquals(Job.State.SUCCEEDED, over.state(), over.text());
            assertEquals("Done after all.", over.text());
        }
    }

    private static JobHandler repeating(Bench.Body body) {
        JobHandler plain = Bench.handler("backup", body);
        return new JobHandler() {
            @Override
            public String kind() {
                return plain.kind();
            }

            @Override
            public Outcome run(JobRun run) throws InterruptedException {
                return plain.run(run);
            }

            @Override
            public boolean repeats() {
                return true;
            }
        };
    }
}
