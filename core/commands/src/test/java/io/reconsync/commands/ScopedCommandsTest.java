// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.commands;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.reconsync.api.Deadline;
import io.reconsync.api.ReconException;
import io.reconsync.contract.commands.Commands;
import io.reconsync.contract.commands.Scope;
import io.reconsync.contract.jobs.Job;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whoever sees a part of the servers learns nothing of the others, whatever is asked. */
class ScopedCommandsTest {
    private static final Scope OTHERS = new Scope(List.of("rust-*"));
    private static final List<List<String>> LINES = List.of(
            List.of("status"),
            List.of("server", "list"),
            List.of("backup", "list"),
            List.of("jobs"),
            List.of("incidents"),
            List.of("games"),
            List.of("uptime"));

    @TempDir
    Path home;

    private SampleRooms rooms;

    @BeforeEach
    void fill() {
        rooms = new SampleRooms(home);
        rooms.problems.add(SampleRooms.problem("error"));
        rooms.incidents.add(SampleRooms.incident("i-1"));
        for (Job.State state : Job.State.values()) {
            rooms.jobs.add(SampleRooms.job("j-" + state.name().toLowerCase(java.util.Locale.ROOT), state));
        }
    }

    private Commands.Result run(Scope scope, List<String> line) {
        return rooms.registry.run(line, SampleRooms.OWNER, scope, Deadline.after(Duration.ofSeconds(10)));
    }

    @Test
    void listsNameOnlyServersWithin() {
        for (List<String> line : LINES) {
            String all = run(Scope.EVERYTHING, line).reply().toString();
            String part = run(OTHERS, line).reply().toString();
            boolean named = all.contains("=ark,") || all.contains(", ark,") || all.contains("[ark,");
            if (named && !line.equals(List.of("games"))) {
                assertFalse(
                        part.contains("=ark,") || part.contains(", ark,") || part.contains("[ark,"),
                        () -> line + ": " + part);
            }
        }
        assertTrue(run(Scope.EVERYTHING, List.of("jobs")).reply().toString().contains("j-running"));
        assertFalse(run(OTHERS, List.of("jobs")).reply().toString().contains("j-running"));
        assertFalse(run(OTHERS, List.of("incidents")).reply().toString().contains("i-1"));
    }

    @Test
    void whatIsNamedOutsideDoesNotExist() {
        List<List<String>> lines = new ArrayList<>(List.of(
                List.of("server", "show", "ark"),
                List.of("backup", "now", "ark"),
                List.of("backup", "list", "ark"),
                List.of("restore", "ark", "--yes"),
                List.of("reboot", "ark", "--yes"),
                List.of("alerts", "disable", "ark"),
                List.of("players", "ark")));
        for (List<String> line : lines) {
            ReconException refused = assertThrows(ReconException.class, () -> run(OTHERS, line), line::toString);
            assertEquals("server-unknown", refused.code(), line::toString);
        }
        assertEquals(
                "job-unknown",
                assertThrows(ReconException.class, () -> run(OTHERS, List.of("jobs", "cancel", "j-running")))
                        .code());
        assertEquals(
                "incident-unknown",
                assertThrows(ReconException.class, () -> run(OTHERS, List.of("incidents", "ack", "i-1")))
                        .code());
    }

    @Test
    void whatIsAboutTheWholeInstallationIsNotOffered() {
        List<String> offered =
                rooms.registry.list(OTHERS).stream().map(Commands.Entry::name).toList();
        assertTrue(offered.contains("status") && offered.contains("backup now"), offered::toString);
        for (String name : List.of("shutdown", "log", "events", "audit", "dump", "config view", "plugin list", "why")) {
            assertFalse(offered.contains(name), name);
        }
        for (List<String> line : List.of(List.of("log"), List.of("shutdown", "--yes"), List.of("audit"))) {
            ReconException refused = assertThrows(ReconException.class, () -> run(OTHERS, line), line::toString);
            assertEquals("denied", refused.code(), line::toString);
        }
    }

    @Test
    void aRebootIsAskedForOnceAndCanBeCalledOff() {
        assertEquals(
                "confirm",
                assertThrows(ReconException.class, () -> run(Scope.EVERYTHING, List.of("reboot", "ark")))
                        .code());
        assertEquals(
                "reboot-none",
                assertThrows(ReconException.class, () -> run(Scope.EVERYTHING, List.of("reboot", "abort", "ark")))
                        .code());
        List<String> reboot = List.of("reboot", "ark", "--delay", "10m", "--reason", "update", "--yes");
        assertTrue(run(Scope.EVERYTHING, reboot).reply().job().isPresent());
        assertEquals(
                "reboot-open",
                assertThrows(ReconException.class, () -> run(Scope.EVERYTHING, reboot))
                        .code());
        run(Scope.EVERYTHING, List.of("reboot", "abort", "ark"));
        assertTrue(run(Scope.EVERYTHING, reboot).reply().job().isPresent());
        assertEquals(
                "usage",
                assertThrows(
                                ReconException.class,
                                () -> run(Scope.EVERYTHING, List.of("reboot", "ark", "--delay", "61m", "--yes")))
                        .code());
    }
}
