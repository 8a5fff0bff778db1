// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.servers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.reconsync.api.ReconException;
import io.reconsync.api.game.GameEvent;
import io.reconsync.api.game.ProcessIdentity;
import io.reconsync.contract.config.ServerConfig.Control;
import io.reconsync.contract.servers.ProcessChange;
import io.reconsync.contract.servers.Server;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A game that we start and stop ourselves, as a real process. */
class OwnServerTest {
    @TempDir
    Path home;

    private Yardstick yard;

    @BeforeEach
    void open() throws Exception {
        yard = new Yardstick(home);
        yard.books.profiles.put(
                "foo",
                Yardstick.profile(List.of(
                        Yardstick.step("stop", null, Duration.ofSeconds(10)),
                        Yardstick.step(null, "TERM", Duration.ofMillis(500)),
                        Yardstick.step(null, "KILL", Duration.ofSeconds(10)))));
        yard.books.put(yard.config(new Control.Own()));
        yard.open();
    }

    @AfterEach
    void close() {
        yard.close();
    }

    private Server started() throws InterruptedException {
        Server server = yard.server();
        server.start(Yardstick.soon());
        Yardstick.until("ready", server::ready);
        return server;
    }

    @Test
    void aGameIsStartedHeardCommandedAndStopped() throws Exception {
        Server server = started();
        assertTrue(server.running());
        Server.LogPosition mark = server.mark();
        server.console(Yardstick.soon()).send("print Bob joined", Yardstick.soon());
        assertEquals(Optional.of("Bob joined"), server.awaitLine(mark, "^Bob", Duration.ofSeconds(10)));
        Yardstick.until("the event", () -> yard.events.contains(new GameEvent.PlayerJoined("Bob", Optional.empty())));
        assertEquals("Bob", server.players(Yardstick.soon()).get(0).name());
        server.console(Yardstick.soon()).send("print pass hunter2", Yardstick.soon());
        Yardstick.until("the masked line", () -> server.tail(1).equals(List.of("pass ***")));
        server.stop(true, Yardstick.soon());
        assertFalse(server.running());
        Yardstick.until("the exit", () -> yard.exit().isPresent());
        ProcessChange.Exited exited = yard.exit().orElseThrow();
        assertEquals(Optional.of(0), exited.exitCode());
        assertTrue(exited.wanted());
        assertTrue(exited.lastLines().contains("Stopping"), exited.lastLines().toString());
        Yardstick.until("the leave", () -> yard.events.contains(new GameEvent.PlayerLeft("Bob", Optional.empty())));
    }

    @Test
    void aMarkSeesOnlyWhatComesAfterIt() throws Exception {
        Server server = started();
        server.console(Yardstick.soon()).send("print Saved", Yardstick.soon());
        Yardstick.until("the old line", () -> server.tail(1).equals(List.of("Saved")));
        Server.LogPosition mark = server.mark();
        assertEquals(Optional.empty(), server.awaitLine(mark, "^Saved", Duration.ofMillis(300)));
        server.console(Yardstick.soon()).send("print Saved again", Yardstick.soon());
        assertEquals(Optional.of("Saved again"), server.awaitLine(mark, "^Saved", Duration.ofSeconds(10)));
    }

    @Test
    void aKillIsSeenWithinTwoSecondsWithItsSignal() throws Exception {
        Server server = started();
        long pid = server.process().orElseThrow().pid();
        long begun = System.nanoTime();
        ProcessHandle.of(pid).orElseThrow().destroyForcibly();
        Yardstick.until("the exit", () -> yard.exit().isPresent());
        assertTrue(System.nanoTime() - begun < 2_000_000_000L);
        assertEquals(Optional.of(137), yard.exit().orElseThrow().exitCode());
        assertFalse(yard.exit().orElseThrow().wanted());
    }

    @Test
    void theGameOutlivesUsAndIsFoundAgainWithItsConsole() throws Exception {
        ProcessIdentity before = started().process().orElseThrow();
        yard.leave();
        yard.open();
        Server server = yard.server();
        assertEquals(before.pid(), server.process().orElseThrow().pid());
        assertTrue(server.ready());
        assertTrue(server.tail(100).contains("Done (0.1s)!"));
        assertTrue(yard.events.isEmpty(), "what was read again is no news: " + yard.events);
        server.console(Yardstick.soon()).send("print still here", Yardstick.soon());
        Yardstick.until("the answer", () -> server.tail(1).equals(List.of("still here")));
        assertTrue(((ProcessChange.Started) yard.changes.get(0)).attached());
        ProcessHandle.of(before.pid()).orElseThrow().destroyForcibly();
        Yardstick.until("the exit", () -> yard.exit().isPresent());
        assertFalse(yard.exit().orElseThrow().wanted());
    }

    @Test
    void anExitWhileWeWereAwayIsToldAfterwards() throws Exception {
        ProcessIdentity before = started().process().orElseThrow();
        yard.leave();
        ProcessHandle handle = ProcessHandle.of(before.pid()).orElseThrow();
        handle.destroyForcibly();
        Yardstick.until("the end", () -> !handle.isAlive());
        yard.open();
        assertTrue(yard.server().process().isEmpty());
        Yardstick.until("the exit", () -> yard.exit().isPresent());
        assertEquals(before.pid(), yard.exit().orElseThrow().process().pid());
        assertEquals(Optional.empty(), yard.exit().orElseThrow().exitCode());
    }

    @Test
    void aGameThatDoesNotListenIsKilledInTheEnd() throws Exception {
        yard.books.profiles.put(
                "foo",
                Yardstick.profile(List.of(
                        Yardstick.step("stop", null, Duration.ofMillis(300)),
                        Yardstick.step(null, "TERM", Duration.ofMillis(300)),
                        Yardstick.step(null, "KILL", Duration.ofSeconds(10)))));
        yard.books.put(yard.config(new Control.Own(), "deaf"));
        Server server = started();
        server.stop(true, Yardstick.soon());
        Yardstick.until("the exit", () -> yard.exit().isPresent());
        assertEquals(Optional.of(137), yard.exit().orElseThrow().exitCode());
        assertTrue(yard.exit().orElseThrow().wanted());
    }

    @Test
    void aFrozenGameCanBeKilled() throws Exception {
        Server server = started();
        server.perform(Yardstick.step(null, "STOP", Duration.ZERO), Yardstick.soon());
        assertTrue(server.running());
        server.stop(false, Yardstick.soon());
        assertFalse(server.running());
    }

    @Test
    void argumentsReachTheGameAsTheyAre() throws Exception {
        String[] hostile = {"two words", "$(touch hacked)", "; touch hacked", "`id`", "%{map}", "-x", "ü\n🦖", ""};
        yard.books.put(yard.config(new Control.Own(), hostile));
        Server server = started();
        String got = Files.readString(yard.install.resolve("arguments"));
        assertEquals(String.join("\n", hostile).replace("%{map}", "TheIsland") + "\n", got);
        assertFalse(Files.exists(yard.install.resolve("hacked")));
        server.stop(false, Yardstick.soon());
    }

    @Test
    void removingTheFileLeavesTheGameAlone() throws Exception {
        long pid = started().process().orElseThrow().pid();
        var config = yard.books.servers.remove("foo");
        yard.books.changed();
        assertTrue(yard.servers.all().isEmpty());
        assertTrue(ProcessHandle.of(pid).orElseThrow().isAlive());
        yard.books.put(config);
        assertEquals(pid, yard.server().process().orElseThrow().pid());
    }

    @Test
    void aHeldServerIsNeitherStartedNorHeldWhileItRuns() throws Exception {
        Server server = yard.server();
        try (AutoCloseable hold = server.holdStill("a restore")) {
            ReconException held = assertThrows(ReconException.class, () -> server.start(Yardstick.soon()));
            assertEquals("server-held", held.code());
            assertTrue(held.getMessage().contains("a restore"));
        }
        started();
        ReconException running = assertThrows(ReconException.class, () -> server.holdStill("a restore"));
        assertEquals("server-running", running.code());
        assertTrue(running.nextStep().contains("reconsync server stop foo"));
        server.stop(false, Yardstick.soon());
        server.holdStill("another").close();
    }

    @Test
    void aGameThatReadsNothingDoesNotMakeTheConsoleHang() throws Exception {
        Server server = started();
        server.perform(Yardstick.step(null, "STOP", Duration.ZERO), Yardstick.soon());
        String line = "x".repeat(1000);
        ReconException error = assertThrows(ReconException.class, () -> {
            for (int i = 0; i < 1000; i++) {
                server.console(Yardstick.soon()).send(line, Yardstick.soon());
            }
        });
        assertEquals("console-timeout", error.code());
        ReconException two = assertThrows(
                ReconException.class, () -> server.console(Yardstick.soon()).send("a\nstop", Yardstick.soon()));
        assertEquals("console-malformed", two.code());
        server.stop(false, Yardstick.soon());
        Yardstick.until("the exit", () -> yard.exit().isPresent());
        assertEquals(
                "console-closed",
                assertThrows(
                                ReconException.class,
                                () -> server.console(Yardstick.soon()).send("list", Yardstick.soon()))
                        .code());
    }

    @Test
    void aMissingProgramIsASentence() {
        var config = yard.config(new Control.Own());
        yard.books.profiles.put("foo", Yardstick.profile(List.of()));
        yard.books.put(Configs.withStart(config, List.of("./no_such_server")));
        ReconException error =
                assertThrows(ReconException.class, () -> yard.server().start(Yardstick.soon()));
        assertEquals("start-failed", error.code());
        assertTrue(error.getMessage().contains("no_such_server"), error.getMessage());
    }
}
