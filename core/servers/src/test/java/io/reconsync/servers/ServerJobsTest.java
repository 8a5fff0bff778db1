// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.servers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.reconsync.api.Deadline;
import io.reconsync.api.ReconException;
import io.reconsync.api.command.Actor;
import io.reconsync.api.command.Surface;
import io.reconsync.api.command.Tier;
import io.reconsync.contract.config.ServerConfig.Control;
import io.reconsync.contract.jobs.Job;
import io.reconsync.contract.jobs.JobHandler;
import io.reconsync.contract.jobs.JobRequest;
import io.reconsync.contract.jobs.JobRun;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Start, stop, restart and kill as jobs do them. */
class ServerJobsTest {
    @TempDir
    Path home;

    private final Map<String, String> notes = new ConcurrentHashMap<>();
    private Yardstick yard;

    @BeforeEach
    void open() throws Exception {
        yard = new Yardstick(home);
        yard.books.profiles.put(
                "foo", Yardstick.profile(List.of(Yardstick.step("stop", null, Duration.ofSeconds(10)))));
        yard.books.put(yard.config(new Control.Own()));
        yard.open();
    }

    @AfterEach
    void close() {
        yard.close();
    }

    private JobRun run(String kind, Duration time) {
        JobRequest request = JobRequest.of(kind, "foo", Map.of(), new Actor("ann", Tier.ADMIN, Surface.SHELL));
        Deadline deadline = Deadline.after(time);
        return (JobRun) Proxy.newProxyInstance(
                JobRun.class.getClassLoader(),
                new Class<?>[] {JobRun.class},
                (self, method, arguments) -> switch (method.getName()) {
                    case "request" -> request;
                    case "deadline" -> deadline;
                    case "notes" -> notes;
                    case "note" -> keep((String) arguments[0], (String) arguments[1]);
                    default -> null;
                });
    }

    private Object keep(String key, String value) {
        notes.put(key, value);
        return null;
    }

    private String done(JobHandler handler) throws InterruptedException {
        return handler.run(run(handler.kind(), Duration.ofSeconds(30))).text();
    }

    @Test
    void startRestartStopAndKill() throws Exception {
        assertTrue(done(new StartJob(yard.servers)).startsWith("foo is ready after "));
        long first = yard.server().process().orElseThrow().pid();
        assertEquals("foo was running already.", done(new StartJob(yard.servers)));
        String text = done(new RestartJob(yard.servers));
        assertTrue(text.startsWith("foo was stopped after ") && text.contains("foo is ready"), text);
        assertFalse(first == yard.server().process().orElseThrow().pid());
        assertTrue(done(new KillJob(yard.servers)).startsWith("foo was killed after "));
        assertFalse(yard.server().running());
        assertEquals("foo was not running.", done(new StopJob(yard.servers)));
        assertEquals(List.of(), yard.server().busyWith().stream().toList());
    }

    @Test
    void aGameThatEndsAtOnceIsAFailedStartWithItsCodeAndLastWords() {
        yard.books.put(yard.config(new Control.Own(), "fail"));
        ReconException error = assertThrows(ReconException.class, () -> done(new StartJob(yard.servers)));
        assertEquals("server-start-failed", error.code());
        assertTrue(error.getMessage().contains("exit code 3"), error.getMessage());
        assertTrue(error.getMessage().contains("Cannot load the world"), error.getMessage());
    }

    @Test
    void aGameThatDoesNotGetReadyIsLeftRunning() {
        yard.books.put(yard.config(new Control.Own(), "slow"));
        StartJob job = new StartJob(yard.servers);
        ReconException error =
                assertThrows(ReconException.class, () -> job.run(run(job.kind(), Duration.ofSeconds(2))));
        assertEquals("server-not-ready", error.code());
        assertTrue(yard.server().running());
    }

    @Test
    void afterAKillOfOursTheAimDecides() throws Exception {
        JobHandler start = new StartJob(yard.servers);
        JobHandler stop = new StopJob(yard.servers);
        JobHandler restart = new RestartJob(yard.servers);
        assertEquals(Job.State.QUEUED, recover(start));
        assertEquals(Job.State.SUCCEEDED, recover(stop));
        done(start);
        assertEquals(Job.State.SUCCEEDED, recover(start));
        assertEquals(Job.State.QUEUED, recover(stop));
        assertEquals(Job.State.QUEUED, recover(restart));
        notes.put("stopped", "yes");
        assertEquals(Job.State.SUCCEEDED, recover(restart));
    }

    private Job.State recover(JobHandler handler) throws InterruptedException {
        return handler.recover(run(handler.kind(), Duration.ofSeconds(5))).state();
    }
}
