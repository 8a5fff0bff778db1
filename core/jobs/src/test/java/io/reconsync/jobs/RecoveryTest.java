// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.jobs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.reconsync.contract.jobs.Job;
import io.reconsync.contract.jobs.JobHandler;
import io.reconsync.contract.jobs.JobRun;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What becomes of jobs whose process was killed: a child process is, with SIGKILL. */
class RecoveryTest {
    @TempDir
    Path home;

    private final List<String> acts = new CopyOnWriteArrayList<>();

    /** A process that runs one job and has another wait behind it until it is killed. */
    static final class Victim {
        public static void main(String[] arguments) throws Exception {
            Bench bench = new Bench(Path.of(arguments[0]), Bench.handler("backup", run -> {
                run.note("saving", "off");
                write(run.temporary().resolve("half"));
                System.out.println("now " + run.id());
                Thread.currentThread().join();
                return JobHandler.Outcome.of("Done.");
            }));
            bench.jobs.submit(Bench.request("backup", "ark"));
            bench.jobs.submit(Bench.request("backup", "ark"));
            // The threads of jobs are daemons: a main that returned would end the process before it is killed.
            Thread.currentThread().join();
        }

        private static void write(Path file) {
            try {
                Files.writeString(file, "half a copy");
            } catch (java.io.IOException e) {
                throw new java.io.UncheckedIOException(e);
            }
        }
    }

    private String kill() throws Exception {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Victim.class.getName(),
                        home.toString())
                .redirectErrorStream(true)
                .start();
        BufferedReader out = new BufferedReader(new InputStreamReader(process.getInputStream()));
        StringBuilder said = new StringBuilder();
        String line = out.readLine();
        while (line != null && !line.startsWith("now ")) {
            said.append(line).append('\n');
            line = out.readLine();
        }
        assertNotNull(line, () -> "the process ended by itself: " + said);
        process.destroyForcibly();
        assertTrue(process.waitFor(10, TimeUnit.SECONDS));
        return line.substring(4);
    }

    private JobHandler handler(Job.State state) {
        return new JobHandler() {
            @Override
            public String kind() {
                return "backup";
            }

            @Override
            public Outcome run(JobRun run) {
                acts.add("run " + run.id());
                return Outcome.of("Done.");
            }

            @Override
            public Recovery recover(JobRun run) {
                acts.add("recover " + run.id() + " " + run.notes()
                        + Files.exists(run.temporary().resolve("half")));
                return new Recovery(state, "Cleared up.");
            }
        };
    }

    @ParameterizedTest
    @EnumSource(
            value = Job.State.class,
            names = {"SUCCEEDED", "FAILED", "CANCELLED", "UNKNOWN"})
    void whatWasCutShortIsClearedUpBeforeWhatWaits(Job.State state) throws Exception {
        String id = kill();
        Files.createDirectories(home.resolve("data/jobs/stranger/inside"));
        try (Bench bench = new Bench(home, handler(state))) {
            Bench.until(
                    "both over",
                    () -> bench.jobs.list(java.util.Optional.empty(), true, 9).isEmpty());
            Job over = bench.jobs.find(id).orElseThrow();
            assertEquals(state, over.state());
            assertEquals("Cleared up.", over.text());
            assertEquals(2, acts.size(), acts.toString());
            assertEquals("recover " + id + " " + Map.of("saving", "off") + "true", acts.get(0));
            assertTrue(acts.get(1).startsWith("run "));
            assertFalse(acts.get(1).contains(id));
            try (var left = Files.list(home.resolve("data/jobs"))) {
                assertEquals(List.of(), left.toList());
            }
            assertEquals(state == Job.State.UNKNOWN, bench.event("job-unknown").isPresent());
        }
    }

    @Test
    void aJobMayBeRunAgain() throws Exception {
        String id = kill();
        try (Bench bench = new Bench(home, handler(Job.State.QUEUED))) {
            Bench.until(
                    "both over",
                    () -> bench.jobs.list(java.util.Optional.empty(), true, 9).isEmpty());
            assertEquals(Job.State.SUCCEEDED, bench.jobs.find(id).orElseThrow().state());
            assertEquals("run " + id, acts.get(1));
            assertEquals(3, acts.size());
        }
    }

    @Test
    void clearingUpWaitsForHandlersAndPlugins() throws Exception {
        String id = kill();
        try (Bench bench = new Bench(home, false, Duration.ofMinutes(1))) {
            bench.jobs.addHandler(handler(Job.State.SUCCEEDED));
            Job waiting = bench.jobs.submit(Bench.request("backup", "rust"));
            assertEquals(Job.State.QUEUED, waiting.state(), waiting.text());
            assertEquals(Job.State.RUNNING, bench.jobs.find(id).orElseThrow().state());
            bench.ready = true;
            assertEquals(Job.State.SUCCEEDED, bench.await(waiting).state());
            Bench.until("the recovery", () -> bench.jobs.find(id).orElseThrow().state() == Job.State.SUCCEEDED);
        }
    }

    @Test
    void aRoomThatComesUpLateIsWaitedForAlsoWhenPluginsAreReady() throws Exception {
        String id = kill();
        try (Bench bench = new Bench(home, true, Duration.ofMinutes(1))) {
            Job early = bench.jobs.submit(Bench.request("backup", "rust"));
            Bench.until(
                    "two looks",
                    () -> bench.jobs.list(java.util.Optional.empty(), true, 9).size() == 3);
            assertEquals(Job.State.RUNNING, bench.jobs.find(id).orElseThrow().state());
            bench.jobs.addHandler(handler(Job.State.SUCCEEDED));
            assertEquals(Job.State.SUCCEEDED, bench.await(early).state());
            Bench.until(
                    "all over",
                    () -> bench.jobs.list(java.util.Optional.empty(), true, 9).isEmpty());
            assertEquals(Job.State.SUCCEEDED, bench.jobs.find(id).orElseThrow().state());
        }
    }

    @Test
    void whatIsOnlyWantedSoonIsNotDoneAfterALongPause() throws Exception {
        JobHandler stop = new JobHandler() {
            @Override
            public String kind() {
                return "stop";
            }

            @Override
            public Outcome run(JobRun run) {
                return Outcome.of("Done.");
            }

            @Override
            public boolean onlySoon() {
                return true;
            }
        };
        Job job;
        Job other;
        try (Bench bench = new Bench(home, false, Duration.ofMinutes(5))) {
            job = bench.jobs.submit(Bench.request("stop", "ark"));
            other = bench.jobs.submit(Bench.request("backup", "ark"));
        }
        java.time.Clock later = java.time.Clock.offset(java.time.Clock.systemUTC(), Duration.ofMinutes(16));
        try (Bench bench = new Bench(home, true, Duration.ZERO, later, stop, handler(Job.State.SUCCEEDED))) {
            Job over = bench.await(job);
            assertEquals(Job.State.CANCELLED, over.state(), over.text());
            assertTrue(over.text().contains("Ask for it again"), over.text());
            assertEquals(Job.State.SUCCEEDED, bench.await(other).state());
        }
    }

    @Test
    void withoutItsHandlerAJobFails() throws Exception {
        String id = kill();
        try (Bench bench = new Bench(home)) {
            Bench.until(
                    "a result", () -> bench.jobs.find(id).orElseThrow().state().isOver());
            assertEquals(
                    "job-unknown-kind",
                    bench.jobs.find(id).orElseThrow().error().orElseThrow().code());
        }
    }
}
