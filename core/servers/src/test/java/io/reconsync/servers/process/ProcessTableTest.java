// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.servers.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.reconsync.api.Deadline;
import io.reconsync.api.game.ProcessIdentity;
import io.reconsync.store.SqliteDatabase;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProcessTableTest {
    @TempDir
    Path folder;

    private final ProcessTable table = new ProcessTable();

    @Test
    void aLaterProcessWithTheSameNumberIsAnother() throws Exception {
        Process process = new ProcessBuilder("sleep", "60").start();
        try {
            ProcessIdentity identity = table.identity(process.toHandle());
            String mark = table.mark(process.pid());
            assertTrue(mark.matches("[0-9a-f-]{36}:\\d+"), mark);
            assertTrue(table.live(identity, mark).isPresent());
            assertTrue(table.live(identity, mark + "1").isEmpty());
            assertTrue(table.live(identity, "").isPresent());
            Instant before = identity.started().minusSeconds(60);
            assertTrue(
                    table.live(new ProcessIdentity(process.pid(), before), "").isEmpty());
            assertTrue(
                    table.live(new ProcessIdentity(process.pid(), before), mark).isPresent(),
                    "a clock that was set does not matter where the system counts ticks");
        } finally {
            process.destroyForcibly();
        }
    }

    @Test
    void whatOnlyWaitsToBeCollectedIsDead() throws Exception {
        Process parent = new ProcessBuilder("sh", "-c", "sleep 0.1 & exec sleep 60").start();
        try {
            Deadline deadline = Deadline.after(Duration.ofSeconds(20));
            Optional<ProcessHandle> zombie = Optional.empty();
            while (zombie.isEmpty()) {
                deadline.check("a zombie");
                zombie = parent.descendants()
                        .filter(handle -> table.isZombie(handle.pid()))
                        .findFirst();
            }
            assertTrue(zombie.get().isAlive(), "so says the JDK");
            assertFalse(table.isAlive(zombie.get()));
            assertTrue(table.live(zombie.get().pid()).isEmpty());
        } finally {
            parent.destroyForcibly();
        }
    }

    @Test
    void recordsLast() {
        try (SqliteDatabase database = new SqliteDatabase(folder, Clock.systemUTC())) {
            ProcessRecords records = new ProcessRecords(database);
            ProcessIdentity identity = new ProcessIdentity(7, Instant.ofEpochMilli(1234));
            records.put("foo", "local", new ProcessRecords.Known(identity, "boot:1", false));
            records.put("foo", "local", new ProcessRecords.Known(identity, "boot:1", true));
            assertEquals(
                    Optional.of(new ProcessRecords.Known(identity, "boot:1", true)),
                    new ProcessRecords(database).get("foo"));
            records.remove("foo");
            assertEquals(Optional.empty(), records.get("foo"));
        }
    }

    @Test
    void outputThatGrowsTooLargeIsCutAndKept() throws Exception {
        OutputLog log = new OutputLog(folder, "foo", 100);
        Path file = log.fresh();
        Files.writeString(file, "a".repeat(99));
        log.limit();
        assertEquals(99, Files.size(file));
        Files.writeString(file, "b".repeat(101));
        log.limit();
        assertEquals(0, Files.size(file));
        assertEquals("b".repeat(101), Files.readString(folder.resolve("foo.log.1")));
        Files.writeString(file, "next run");
        log.fresh();
        assertFalse(Files.exists(file));
        assertEquals("next run", Files.readString(folder.resolve("foo.log.1")));
        assertEquals("b".repeat(101), Files.readString(folder.resolve("foo.log.2")));
    }

    @Test
    void aToolThatLeavesAChildIsNotWaitedFor() throws Exception {
        long begun = System.nanoTime();
        Tool.Ended ended =
                Tool.run(List.of("sh", "-c", "echo out; sleep 60 & exit 3"), Deadline.after(Duration.ofSeconds(20)));
        assertEquals(3, ended.exit());
        assertEquals("out", ended.firstLine());
        assertTrue(System.nanoTime() - begun < 10_000_000_000L);
    }
}
