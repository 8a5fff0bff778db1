// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.jobs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.reconsync.api.ErrorOwner;
import io.reconsync.api.ReconException;
import io.reconsync.contract.jobs.Job;
import io.reconsync.contract.jobs.JobHandler.Outcome;
import io.reconsync.contract.jobs.JobRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LanedJobsTest {
    @TempDir
    Path home;

    @Test
    void aJobRunsAndKeepsItsResult() throws Exception {
        try (Bench bench = new Bench(home, Bench.handler("backup", run -> {
            run.step("read", "Reads the world.");
            return new Outcome("Backed up with hunter2.", Map.of("snapshot", "s1"));
        }))) {
            Job over = bench.await(bench.jobs.submit(Bench.request("backup", "ark")));
            assertEquals(Job.State.SUCCEEDED, over.state());
            assertEquals("Backed up with ***.", over.text());
            assertEquals(Map.of("snapshot", "s1"), over.result());
            assertEquals("read", over.step());
            assertTrue(bench.jobs.find(over.id()).orElseThrow().ended().isPresent());
            assertTrue(bench.events.isEmpty(), "success is quiet");
            assertEquals(
                    List.of("succeeded: Backed up with ***.", "asked"),
                    bench.audit.list(10).stream().map(row -> row.outcome()).toList());
        }
    }

    @Test
    void oneAtATimePerServerAndUrgentOnesAtOnce() throws Exception {
        AtomicInteger running = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        List<String> order = new CopyOnWriteArrayList<>();
        CountDownLatch first = new CountDownLatch(1);
        try (Bench bench = new Bench(
                home,
                Bench.handler("slow", run -> {
                    most.accumulateAndGet(running.incrementAndGet(), Math::max);
                    order.add(run.argument("n").orElseThrow());
                    first.await();
                    running.decrementAndGet();
                    return Outcome.of("Done.");
                }),
                Bench.handler("kill", run -> Outcome.of("Killed.")))) {
            List<Job> jobs = List.of("1", "2", "3").stream()
                    .map(n -> bench.jobs.submit(JobRequest.of("slow", "ark", Map.of("n", n), Bench.ACTOR)))
                    .toList();
            Job other = bench.jobs.submit(JobRequest.of("slow", "rust", Map.of("n", "other"), Bench.ACTOR));
            Bench.until("both lanes", () -> running.get() == 2);
            Job kill = bench.jobs.submit(new JobRequest(
                    "kill", Optional.of("ark"), Map.of(), Bench.ACTOR, Duration.ofSeconds(5), true, Optional.empty()));
            assertEquals(Job.State.SUCCEEDED, bench.await(kill).state());
            assertEquals(
                    Job.State.QUEUED,
                    bench.jobs.find(jobs.get(1).id()).orElseThrow().state());
            first.countDown();
            jobs.forEach(
                    job -> assertEquals(Job.State.SUCCEEDED, bench.await(job).state()));
            bench.await(other);
            order.remove("other");
            assertEquals(List.of("1", "2", "3"), order);
            assertEquals(2, most.get());
        }
    }

    @Test
    void aReleasedLaneLetsTheNextBegin() throws Exception {
        CountDownLatch uploaded = new CountDownLatch(1);
        try (Bench bench = new Bench(
                home,
                Bench.handler("backup", run -> {
                    run.releaseLane();
                    uploaded.await();
                    return Outcome.of("Done.");
                }),
                Bench.handler("start", run -> Outcome.of("Started.")))) {
            Job backup = bench.jobs.submit(Bench.request("backup", "ark"));
            assertEquals(
                    Job.State.SUCCEEDED,
                    bench.await(bench.jobs.submit(Bench.request("start", "ark")))
                            .state());
            assertEquals(
                    Job.State.RUNNING,
                    bench.jobs.find(backup.id()).orElseThrow().state());
            uploaded.countDown();
            assertEquals(Job.State.SUCCEEDED, bench.await(backup).state());
        }
    }

    @Test
    void theSameKeyIsTheSameJobUntilItIsOver() throws Exception {
        CountDownLatch go = new CountDownLatch(1);
        try (Bench bench = new Bench(home, Bench.handler("backup", run -> {
            go.await();
            return Outcome.of("Done.");
        }))) {
            JobRequest keyed = new JobRequest(
                    "backup",
                    Optional.of("ark"),
                    Map.of(),
                    Bench.ACTOR,
                    Duration.ofSeconds(9),
                    false,
                    Optional.of("nightly"));
            Job first = bench.jobs.submit(keyed);
            assertEquals(first.id(), bench.jobs.submit(keyed).id());
            go.countDown();
            bench.await(first);
            Job second = bench.jobs.submit(keyed);
            assertFalse(first.id().equals(second.id()));
            bench.await(second);
        }
    }

    @Test
    void failuresAreDataAndEvents() throws Exception {
        try (Bench bench = new Bench(
                home,
                Bench.handler("fails", run -> {
                    throw new ReconException("disk-full", ErrorOwner.HOST, "The disk is full, hunter2.", "Free space.");
                }),
                Bench.handler("broken", run -> {
                    throw new IllegalStateException("oops");
                }),
                Bench.handler("dies", run -> {
                    throw new StackOverflowError();
                }))) {
            Job failed = bench.await(bench.jobs.submit(Bench.request("fails", "ark")));
            assertEquals(Job.State.FAILED, failed.state());
            assertEquals(
                    new Job.Failure("disk-full", "HOST", "The disk is full, ***.", "Free space."),
                    failed.error().orElseThrow());
            assertEquals(
                    "The job fails of ark failed: The disk is full, ***. Free space.",
                    bench.event("job-failed").orElseThrow());
            assertEquals(
                    "job-defect",
                    bench.await(bench.jobs.submit(Bench.request("broken", "ark")))
                            .error()
                            .orElseThrow()
                            .code());
            assertEquals(
                    Job.State.FAILED,
                    bench.await(bench.jobs.submit(Bench.request("dies", "ark"))).state());
        }
    }

    @Test
    void anUnknownKindNamesTheKindsThereAre() throws Exception {
        try (Bench bench = new Bench(home, Bench.handler("backup", run -> Outcome.of("Done.")))) {
            ReconException error =
                    assertThrows(ReconException.class, () -> bench.jobs.submit(Bench.request("bakup", "ark")));
            assertEquals("job-unknown-kind", error.code());
            assertEquals("Use one of backup.", error.nextStep());
            assertTrue(bench.jobs.list(Optional.empty(), false, 10).isEmpty());
        }
    }

    @Test
    void nothingIsAcknowledgedThatIsNotJournaled() throws Exception {
        try (Bench bench = new Bench(home, Bench.handler("backup", run -> Outcome.of("Done.")))) {
            bench.database.broken(true);
            ReconException error =
                    assertThrows(ReconException.class, () -> bench.jobs.submit(Bench.request("backup", "ark")));
            assertEquals("store-full", error.code());
            bench.database.broken(false);
            assertTrue(bench.jobs.list(Optional.empty(), false, 10).isEmpty());
        }
    }

    @Test
    void aResultThatCannotBeWrittenIsWrittenLater() throws Exception {
        AtomicReference<Bench> there = new AtomicReference<>();
        try (Bench bench = new Bench(home, Bench.handler("backup", run -> {
            there.get().database.broken(true);
            return Outcome.of("Done.");
        }))) {
            there.set(bench);
            Job job = bench.jobs.submit(Bench.request("backup", "ark"));
            Bench.until(
                    "the result", () -> bench.jobs.find(job.id()).orElseThrow().state() == Job.State.SUCCEEDED);
            bench.database.broken(false);
            assertEquals(Job.State.SUCCEEDED, bench.await(job).state());
            assertTrue(bench.jobs.list(Optional.empty(), true, 9).isEmpty());
        }
    }

    @Test
    void theTemporaryFolderIsGoneAfterTheRun() throws Exception {
        AtomicReference<Path> folder = new AtomicReference<>();
        try (Bench bench = new Bench(home, Bench.handler("backup", run -> {
            folder.set(run.temporary());
            assertTrue(Files.isDirectory(folder.get()));
            return Outcome.of("Done.");
        }))) {
            bench.await(bench.jobs.submit(Bench.request("backup", "ark")));
            assertTrue(folder.get().startsWith(home.resolve("data")));
            assertFalse(Files.exists(folder.get()));
        }
    }

    @Test
    void listenersHearOfEveryStateInOrderAndCannotHurt() throws Exception {
        List<Job.State> heard = new CopyOnWriteArrayList<>();
        CountDownLatch over = new CountDownLatch(1);
        try (Bench bench = new Bench(home, Bench.handler("backup", run -> Outcome.of("Done.")))) {
            bench.jobs.onChange(job -> {
                throw new IllegalStateException("a bad listener");
            });
            bench.jobs.onChange(job -> {
                heard.add(job.state());
                if (job.state().isOver()) {
                    over.countDown();
                }
            });
            bench.jobs.submit(Bench.request("backup", "ark"));
            assertTrue(over.await(10, TimeUnit.SECONDS));
            assertEquals(List.of(Job.State.QUEUED, Job.State.RUNNING, Job.State.SUCCEEDED), heard);
        }
    }
}
