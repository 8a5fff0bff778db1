// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.backup;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.reconsync.api.ReconException;
import io.reconsync.api.command.Tier;
import io.reconsync.api.game.Verdict;
import io.reconsync.backup.Bench.Shape;
import io.reconsync.contract.backup.Snapshots.Snapshot;
import io.reconsync.contract.jobs.JobHandler.Outcome;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RestoreTest {
    @TempDir
    Path temp;

    private static Shape shape(String format) {
        return Shape.simple()
                .with(Shape.backup(format, "local"))
                .with(Shape.files(List.of("logs", "**/*.lock"), List.of()));
    }

    private static void world(Path install) throws Exception {
        Tree.file(install, "world/level.dat", "level");
        Tree.file(install, "world/region/r.0.0", "region");
        Tree.file(install, "world/emp\u00ff ty/\u00fe\n x", "bytes");
        Tree.file(install, "world/logs/latest", "log");
        Tree.file(install, "world/region/session.lock", "lock");
        Files.createSymbolicLink(install.resolve("world/latest"), Path.of("region/r.0.0"));
        Files.createDirectories(install.resolve("world/nothing"));
        Files.setAttribute(install.resolve("world/region"), "unix:mode", 0700);
        // Only root may give a file away.
        if (Files.getAttribute(install, "unix:uid").equals(0)) {
            Files.setAttribute(install.resolve("world/level.dat"), "unix:uid", 12345);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"zip", "tar.zst", "tar.gz"})
    void aLostWorldComesBackAsItWas(String format) throws Exception {
        try (Bench bench = new Bench(temp, shape(format))) {
            world(bench.install);
            Map<String, String> before = Tree.of(bench.install);
            bench.backup();
            Trees.remove(bench.install.resolve("world"));
            bench.run(new RestoreJob(bench.workshop), Map.of());
            before.keySet().removeIf(name -> name.contains("logs") || name.contains(".lock"));
            assertEquals(before, Tree.of(bench.install));
        }
    }

    @Test
    void aChangedWorldIsReplacedAndOtherFilesStay() throws Exception {
        try (Bench bench = new Bench(temp, shape("zip"))) {
            world(bench.install);
            Map<String, String> before = Tree.of(bench.install);
            Snapshot snapshot = bench.backup();
            Tree.file(bench.install, "world/level.dat", "changed");
            Tree.file(bench.install, "world/region/r.9.9", "of another timeline");
            Files.delete(bench.install.resolve("world/region/r.0.0"));
            Outcome outcome = bench.run(new RestoreJob(bench.workshop), Map.of("snapshot", snapshot.id()));
            assertEquals(before, Tree.of(bench.install));
            Snapshot safety = bench.workshop.catalog.list(Optional.empty()).get(0);
            assertEquals(outcome.data().get("safety_snapshot"), safety.id());
            assertTrue(safety.label().contains(snapshot.id()));
        }
    }

    @Test
    void journalsOfAReplacedDatabaseGoWithIt() throws Exception {
        var files = new io.reconsync.api.game.GameProfile.FilesPart(
                List.of(), List.of("*.db", "notes*"), List.of(), List.of(), List.of());
        try (Bench bench = new Bench(temp, Shape.simple().with(files))) {
            Tree.file(bench.install, "world/players.db", "SQLite format 3\0 of the snapshot");
            Tree.file(bench.install, "world/notes", "no database");
            bench.backup();
            Tree.file(bench.install, "world/players.db", "SQLite format 3\0 of a crash");
            for (String end : List.of("-wal", "-shm", "-journal")) {
                Tree.file(bench.install, "world/players.db" + end, "of a crash");
            }
            Tree.file(bench.install, "world/other.db-wal", "of a database that is not restored");
            Tree.file(bench.install, "world/log-journal", "of the admin");
            Map<String, String> crashed = Tree.of(bench.install);
            bench.run(new RestoreJob(bench.workshop), Map.of("safety", "rename"));
            assertEquals(
                    java.util.Set.of(
                            "world", "world/players.db", "world/notes", "world/other.db-wal", "world/log-journal"),
                    Tree.of(bench.install).keySet());
            bench.run(new UndoJob(bench.workshop), Map.of());
            assertEquals(crashed, Tree.of(bench.install));
        }
    }

    @Test
    void undoBringsBackWhatWasThereAndUndoOfUndoTheRestored() throws Exception {
        try (Bench bench = new Bench(temp, shape("tar.zst"))) {
            world(bench.install);
            Map<String, String> restored = Tree.of(bench.install);
            bench.backup();
            Tree.file(bench.install, "world/level.dat", "changed");
            Tree.file(bench.install, "world/extra", "extra");
            Map<String, String> changed = Tree.of(bench.install);
            StoredSnapshots snapshots = new StoredSnapshots(bench.workshop);
            assertEquals(java.util.Optional.empty(), snapshots.undoable("srv"));
            bench.run(new RestoreJob(bench.workshop), Map.of("safety", "rename"));
            assertEquals(restored, Tree.of(bench.install));
            assertEquals(
                    snapshots.get("srv", "latest").id(),
                    snapshots.undoable("srv").orElseThrow().snapshot());
            assertEquals(java.util.Optional.empty(), snapshots.undoable("another"));
            bench.run(new UndoJob(bench.workshop), Map.of());
            assertEquals(changed, Tree.of(bench.install));
            bench.run(new UndoJob(bench.workshop), Map.of());
            assertEquals(restored, Tree.of(bench.install));
            assertEquals(1, bench.workshop.restores.all().size());
        }
    }

    @Test
    void aRunningServerIsStoppedAndStartedAgain() throws Exception {
        try (Bench bench = new Bench(temp, shape("zip"))) {
            world(bench.install);
            bench.backup();
            bench.server.running = true;
            bench.run(new RestoreJob(bench.workshop), Map.of());
            assertEquals(List.of("STOP", "START"), bench.server.commands);
            assertEquals("", bench.server.heldStill);
        }
    }

    @Test
    void aServerThatCannotBeStoppedKeepsItsWorld() throws Exception {
        try (Bench bench = new Bench(temp, shape("zip"))) {
            world(bench.install);
            bench.backup();
            Tree.file(bench.install, "world/level.dat", "changed");
            Map<String, String> before = Tree.of(bench.install);
            bench.server.running = true;
            bench.server.stoppable = false;
            ReconException thrown =
                    assertThrows(ReconException.class, () -> bench.run(new RestoreJob(bench.workshop), Map.of()));
            assertEquals("server-running", thrown.code());
            assertEquals(before, Tree.of(bench.install));
            assertFalse(Files.exists(bench.install.resolve(".reconsync")));
            assertEquals(List.of(), bench.workshop.restores.all());
        }
    }

    @Test
    void aWorldThatTheGameWouldRefuseIsNotPutInPlace() throws Exception {
        try (Bench bench = new Bench(temp, shape("zip"))) {
            world(bench.install);
            bench.backup();
            Tree.file(bench.install, "world/level.dat", "changed");
            Map<String, String> before = Tree.of(bench.install);
            bench.server.running = true;
            bench.server.verifier = Optional.of((tree, deadline) ->
                    new Verdict.Damaged("level.dat", Files.exists(tree.resolve("level.dat")) ? "seen" : "unseen"));
            ReconException thrown =
                    assertThrows(ReconException.class, () -> bench.run(new RestoreJob(bench.workshop), Map.of()));
            assertEquals("world-damaged", thrown.code());
            assertTrue(thrown.getMessage().endsWith("seen"));
            assertEquals(before, Tree.of(bench.install));
            assertEquals(List.of(), bench.server.commands);
        }
    }

    @Test
    void aDamagedCopyIsRefusedBeforeTheServerStops() throws Exception {
        try (Bench bench = new Bench(temp, shape("zip"))) {
            world(bench.install);
            Snapshot snapshot = bench.backup();
            Path blob = bench.home.resolve("data/backups/srv/" + snapshot.id() + ".zip");
            Files.write(blob, new byte[] {1}, java.nio.file.StandardOpenOption.APPEND);
            bench.server.running = true;
            ReconException thrown =
                    assertThrows(ReconException.class, () -> bench.run(new RestoreJob(bench.workshop), Map.of()));
            assertEquals("blob-corrupt", thrown.code());
            assertEquals(List.of(), bench.server.commands);
        }
    }

    @Test
    void aSafetyBackupThatFailsKeepsTheWorld() throws Exception {
        try (Bench bench = new Bench(temp, shape("zip"))) {
            world(bench.install);
            bench.backup();
            Tree.file(bench.install, "world/level.dat", "changed");
            Map<String, String> before = Tree.of(bench.install);
            FakeRun run = bench.job("restore", Map.of());
            run.listener = step -> {
                if (step.equals("safety")) {
                    bench.destinations.clear();
                }
            };
            ReconException thrown = assertThrows(ReconException.class, () -> new RestoreJob(bench.workshop).run(run));
            assertEquals("safety-backup-failed", thrown.code());
            assertTrue(thrown.nextStep().contains("safety=rename"));
            assertEquals(before, Tree.of(bench.install));
        }
    }

    @Test
    void onlyAnOwnerGoesWithoutSafety() throws Exception {
        try (Bench bench = new Bench(temp, shape("zip"))) {
            world(bench.install);
            bench.backup();
            FakeRun admin =
                    new FakeRun("x", "restore", "srv", Map.of("safety", "off"), Tier.ADMIN, temp.resolve("job"));
            ReconException thrown = assertThrows(ReconException.class, () -> new RestoreJob(bench.workshop).run(admin));
            assertEquals("denied", thrown.code());
            bench.run(new RestoreJob(bench.workshop), Map.of("safety", "off"));
            assertFalse(Files.exists(bench.install.resolve(".reconsync")));
        }
    }

    @Test
    void elsewhereTakesAllOrSome() throws Exception {
        try (Bench bench = new Bench(temp, shape("zip"))) {
            world(bench.install);
            bench.backup();
            bench.server.running = true;
            Path all = temp.resolve("all");
            bench.run(new RestoreJob(bench.workshop), Map.of("to", all.toString()));
            assertEquals("level", Files.readString(all.resolve("world/level.dat")));
            Path some = Files.createDirectory(temp.resolve("some"));
            bench.run(new RestoreJob(bench.workshop), Map.of("to", some.toString(), "path", "region/*"));
            assertEquals(
                    java.util.Set.of("world", "world/region", "world/region/r.0.0"),
                    Tree.of(some).keySet());
            ReconException full = assertThrows(
                    ReconException.class,
                    () -> bench.run(new RestoreJob(bench.workshop), Map.of("to", all.toString())));
            assertEquals("target-refused", full.code());
            ReconException inside = assertThrows(
                    ReconException.class,
                    () -> bench.run(
                            new RestoreJob(bench.workshop),
                            Map.of("to", bench.install.resolve("world/x").toString())));
            assertEquals("target-refused", inside.code());
            assertEquals(List.of(), bench.server.commands);
        }
    }

    @Test
    void withoutAdapterAWorldComesBackToo() throws Exception {
        try (Bench bench = new Bench(temp, shape("zip"))) {
            world(bench.install);
            bench.backup();
            bench.server.adapter = false;
            Trees.remove(bench.install.resolve("world"));
            bench.run(new RestoreJob(bench.workshop), Map.of());
            assertEquals("level", Files.readString(bench.install.resolve("world/level.dat")));
        }
    }
}
