// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.backup;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A cancelled job is over when everything that it had begun is gone. */
class CancelTest {
    @TempDir
    Path temp;

    @ParameterizedTest
    @ValueSource(strings = {"quiesce", "settle", "read", "pack", "check", "store"})
    void aBackupLeavesNothing(String step) throws Exception {
        try (Bench bench = Victim.bench(temp)) {
            Tree.file(bench.install, "world/level.dat", "level".repeat(10_000));
            bench.server.running = true;
            FakeRun run = Victim.run(temp, "backup");
            run.cancelAt = step;
            assertThrows(InterruptedException.class, () -> new BackupJob(bench.workshop).run(run));
            Thread.interrupted();
            assertTrue(run.steps.contains(step), run.steps.toString());
            assertEquals(List.of(), bench.workshop.catalog.list(Optional.empty()));
            assertTrue(new LeaseTable(bench.database, new PlainJson()).all().isEmpty());
            assertFalse(Files.exists(temp.resolve("saving"))
                    && Files.readString(temp.resolve("saving")).equals("save-off"));
            assertEquals(0, count(run.temporary));
            assertEquals(0, count(bench.home.resolve("data/backups")));
            assertFalse(bench.eventKinds().contains("backup-failed"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"fetch", "unpack", "safety", "swap"})
    void aRestoreLeavesTheFormerWorld(String step) throws Exception {
        try (Bench bench = Victim.bench(temp)) {
            Tree.file(bench.install, "world/level.dat", "level");
            bench.backup();
            Tree.file(bench.install, "world/level.dat", "changed");
            Map<String, String> before = Tree.of(bench.install);
            bench.server.running = true;
            FakeRun run = Victim.run(temp, "restore");
            run.cancelAt = step;
            run.notes.clear();
            boolean cancelled = false;
            try {
                new RestoreJob(bench.workshop).run(run);
            } catch (InterruptedException e) {
                cancelled = true;
            }
            Thread.interrupted();
            assertTrue(bench.server.running);
            if (cancelled) {
                assertEquals(before, Tree.of(bench.install));
                assertFalse(Files.exists(bench.install.resolve(".reconsync")));
                assertEquals(List.of(), bench.workshop.restores.all());
            } else {
                assertEquals("swap", step);
            }
            assertEquals(0, count(run.temporary));
        }
    }

    private static long count(Path folder) throws Exception {
        if (!Files.exists(folder)) {
            return 0;
        }
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(Files::isRegularFile).count();
        }
    }
}
