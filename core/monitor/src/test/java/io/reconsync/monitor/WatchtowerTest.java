// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.monitor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.reconsync.api.alert.Incident;
import io.reconsync.api.game.GameEvent;
import io.reconsync.api.game.HealthState;
import io.reconsync.api.runtime.Severity;
import io.reconsync.contract.jobs.Job;
import io.reconsync.contract.jobs.JobRequest;
import io.reconsync.contract.servers.ProcessChange;
import io.reconsync.store.SqliteDatabase;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.service.condition.Condition;

class WatchtowerTest {
    @TempDir
    Path folder;

    private final SampleServer foo = new SampleServer();
    private SqliteDatabase database;
    private IncidentDesk desk;
    private Watchtower tower;

    @BeforeEach
    void start() {
        database = new SqliteDatabase(folder, Clock.systemUTC());
        desk = new IncidentDesk(database, SampleServer.configuration(), SampleServer.plugins(), foo.events());
        tower = new Watchtower(foo.servers(), foo.jobs(), SampleServer.plugins(), foo.events(), desk);
        tower.bindPlugins(Condition.INSTANCE);
    }

    @AfterEach
    void close() throws Exception {
        tower.close();
        desk.close();
        database.close();
    }

    private static void until(String what, BooleanSupplier condition) {
        long end = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        while (!condition.getAsBoolean()) {
            assertTrue(System.nanoTime() < end, "it never came to this: " + what);
            Thread.onSpinWait();
        }
    }

    private void started() {
        foo.running = true;
        foo.processes.accept(foo.server(), new ProcessChange.Started(SampleServer.PROCESS, false));
    }

    private void exited(int code, boolean wanted) {
        foo.running = false;
        foo.processes.accept(
                foo.server(),
                new ProcessChange.Exited(SampleServer.PROCESS, Optional.of(code), wanted, List.of("the last line")));
    }

    private void state(HealthState state) {
        until(state.toString(), () -> tower.of("foo").state() == state);
    }

    private List<String> open() {
        return desk.list(true, 10).stream().map(Incident::title).toList();
    }

    @Test
    void nothingIsKnownOfWhatWasNeverSeen() {
        assertEquals(HealthState.UNKNOWN, tower.of("bar").state());
    }

    @Test
    void whatNobodyCanSayIsNotStopped() {
        foo.ownerSilent = true;
        until("a sentence", () -> tower.of("foo").explanation().contains("Nobody knows."));
        assertEquals(HealthState.UNKNOWN, tower.of("foo").state());
        foo.ownerSilent = false;
        state(HealthState.STOPPED);
    }

    @Test
    void theEndOfAProcessIsAnEventAtOnce() {
        foo.interval = Duration.ofHours(1);
        started();
        exited(139, false);
        // No waiting: the caller of the listener has it when it comes back.
        assertEquals(List.of("server-starting", "server-crashed"), foo.kinds());
        assertEquals(Severity.CRITICAL, foo.emitted.get(1).severity());
        assertTrue(foo.emitted.get(1).text().contains("exit code 139"), foo.emitted.get(1)::text);
        assertEquals(List.of("foo has crashed"), open());
        assertEquals(HealthState.CRASHED, tower.of("foo").state());
    }

    @Test
    void aRoundThatBeganBeforeTheEndDoesNotUndoIt() throws Exception {
        CountDownLatch asking = new CountDownLatch(1);
        CountDownLatch answer = new CountDownLatch(1);
        CountDownLatch next = new CountDownLatch(1);
        foo.interval = Duration.ofHours(1);
        foo.atQuery = () -> {
            asking.countDown();
            awaited(answer);
            next.countDown();
        };
        started();
        assertTrue(asking.await(30, TimeUnit.SECONDS), "there was no round");
        exited(139, false);
        answer.countDown();
        assertTrue(next.await(30, TimeUnit.SECONDS));
        tower.close();
        assertEquals(HealthState.CRASHED, tower.of("foo").state());
        assertEquals(List.of("foo has crashed"), open());
    }

    private static void awaited(CountDownLatch latch) {
        try {
            assertTrue(latch.await(30, TimeUnit.SECONDS));
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void anEndOnRequestIsNoIncident() {
        started();
        foo.jobChanges.accept(SampleServer.job("server-stop", "s1", Job.State.RUNNING));
        assertEquals(HealthState.STOPPING, tower.of("foo").state());
        exited(143, true);
        foo.jobChanges.accept(SampleServer.job("server-stop", "s1", Job.State.SUCCEEDED));
        assertEquals(HealthState.STOPPED, tower.of("foo").state());
        assertEquals(List.of(), open());
        assertEquals(List.of(), foo.jobKinds());
    }

    @Test
    void aCrashLineMakesAnOrderlyEndACrash() {
        started();
        foo.lines.accept(foo.server(), new GameEvent.CrashLine("Fatal error!"));
        exited(0, false);
        assertEquals(HealthState.CRASHED, tower.of("foo").state());
        assertTrue(tower.of("foo").explanation().contains("Fatal error!"), tower.of("foo")::explanation);
    }

    @Test
    void aHungServerIsKilledCopiedAndStartedAgain() {
        started();
        state(HealthState.RUNNING);
        foo.consoleFault = SampleServer.fault("console-timeout");
        foo.queryFault = SampleServer.fault("query-timeout");
        until("a kill", () -> !foo.submitted.isEmpty());
        assertEquals(List.of("server-kill"), foo.jobKinds());
        assertTrue(foo.submitted.get(0).urgent(), "the kill waits behind the job that hangs");
        assertEquals(HealthState.HUNG, tower.of("foo").state());
        until("an incident", () -> open().equals(List.of("foo hangs")));
        foo.jobChanges.accept(SampleServer.job(foo.submitted.get(0), "j1", Job.State.RUNNING));
        exited(137, true);
        foo.jobChanges.accept(SampleServer.job(foo.submitted.get(0), "j1", Job.State.SUCCEEDED));
        assertEquals(List.of("server-kill", "backup", "server-start"), foo.jobKinds());
        assertEquals(1, Collections.frequency(foo.kinds(), "server-hung"));
        foo.queryFault = null;
        started();
        until("the end of the incident", () -> open().isEmpty());
        assertEquals(HealthState.RUNNING, tower.of("foo").state());
    }

    @Test
    void aWrongPasswordOfTheConsoleIsSaidOnce() {
        foo.queryFault = SampleServer.fault("query-timeout");
        foo.consoleFault = SampleServer.fault(PasswordReport.CODE);
        started();
        until("three rounds", () -> foo.asked.get() >= 3);
        String title = "The console of foo refuses the password";
        assertEquals(1, Collections.frequency(foo.kinds(), PasswordReport.CODE), foo.kinds()::toString);
        assertEquals(1, Collections.frequency(open(), title), open()::toString);
        Incident said = desk.list(true, 10).stream()
                .filter(each -> each.title().equals(title))
                .findFirst()
                .orElseThrow();
        assertTrue(said.text().contains("Correct console.password in the file of foo"), said::text);
        foo.consoleFault = null;
        until("the end of the incident", () -> !open().contains(title));
    }

    @Test
    void aWrongPasswordOfTheConsoleIsSeenWhileTheQueryAnswers() {
        foo.consoleFault = SampleServer.fault(PasswordReport.CODE);
        started();
        state(HealthState.DEGRADED);
        assertTrue(tower.of("foo").explanation().contains("cannot be asked to save"), tower.of("foo")::explanation);
        until("an incident", () -> !open().isEmpty());
        assertEquals(List.of("The console of foo refuses the password"), open(), "one incident for one cause");
        foo.consoleFault = null;
        state(HealthState.RUNNING);
        until("the end of the incident", () -> open().isEmpty());
    }

    @Test
    void aPluginThatGoesAndComesIsSeenBeforeTheNextRound() {
        foo.interval = Duration.ofHours(1);
        started();
        state(HealthState.RUNNING);
        foo.adapter = false;
        state(HealthState.UNKNOWN);
        assertEquals(
                "Adapter missing. The plugin foo is missing. The process runs, and its end would be seen.",
                tower.of("foo").explanation());
        foo.adapter = true;
        state(HealthState.RUNNING);
        assertEquals(List.of(), open());
    }

    @Test
    void theGamesOwnWordThatItIsReadyCountsAtOnce() {
        foo.interval = Duration.ofHours(1);
        foo.queryFault = SampleServer.fault("query-timeout");
        foo.ready = false;
        started();
        state(HealthState.STARTING);
        foo.ready = true;
        foo.lines.accept(foo.server(), new GameEvent.Ready());
        assertEquals(HealthState.RUNNING, tower.of("foo").state());
    }

    @Test
    void afterAStartTheStateIsAskedForAtOnce() {
        foo.interval = Duration.ofHours(1);
        foo.ready = false;
        foo.queryFault = SampleServer.fault("query-timeout");
        foo.consoleFault = SampleServer.fault("console-refused");
        started();
        until("a round", () -> tower.of("foo").findings().containsKey("query"));
        foo.queryFault = null;
        foo.consoleFault = null;
        foo.jobChanges.accept(SampleServer.job("server-start", "s1", Job.State.SUCCEEDED));
        state(HealthState.RUNNING);
    }

    @Test
    void aRestoreIsNoStopBeforeItStops() {
        foo.interval = Duration.ofHours(1);
        started();
        JobRequest restore = JobRequest.of("restore", "foo", Map.of(), null);
        foo.jobChanges.accept(SampleServer.job(restore, "r1", Job.State.RUNNING, "unpack"));
        assertFalse(foo.kinds().contains("server-stopping"), foo.kinds()::toString);
        foo.jobChanges.accept(SampleServer.job(restore, "r1", Job.State.RUNNING, "stop"));
        assertEquals(HealthState.STOPPING, tower.of("foo").state());
    }

    @Test
    void aFailedBackupIsAnIncidentUntilALaterOneSucceeds() {
        foo.jobChanges.accept(SampleServer.job("backup", "b1", Job.State.FAILED));
        assertEquals(List.of("The backup of foo failed"), open());
        foo.jobChanges.accept(SampleServer.job("backup", "b2", Job.State.RUNNING));
        assertEquals(1, open().size());
        foo.jobChanges.accept(SampleServer.job("backup", "b2", Job.State.SUCCEEDED));
        assertEquals(List.of(), open());
    }
}
