// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.backup;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.reconsync.api.ErrorOwner;
import io.reconsync.api.ReconException;
import io.reconsync.api.game.GameEvent;
import io.reconsync.api.game.GameProfile.SavePart;
import io.reconsync.api.game.Verdict;
import io.reconsync.api.game.WorldSelector;
import io.reconsync.backup.Bench.Shape;
import io.reconsync.contract.backup.Snapshots.Grade;
import io.reconsync.contract.backup.Snapshots.Snapshot;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CaptureTest {
    @TempDir
    Path temp;

    private static SavePart save(Optional<String> reply, Duration awaits, String... before) {
        return new SavePart(
                java.util.Arrays.stream(before).map(BackupTest::step).toList(),
                Optional.empty(),
                reply,
                Duration.ofMillis(800),
                List.of(BackupTest.step("save-on")),
                Duration.ofMillis(40),
                List.of("*.new"),
                awaits);
    }

    private Bench bench(SavePart save) throws Exception {
        Bench bench = new Bench(temp, Shape.simple().with(save));
        Tree.file(bench.install, "world/level.dat", "level");
        bench.server.running = true;
        return bench;
    }

    @Test
    void theReplyToTheLastStepCounts() throws Exception {
        try (Bench bench = bench(save(Optional.of("^Saved the game"), Duration.ZERO, "save"))) {
            bench.server.game = command -> "x\nSaved the game\n";
            assertEquals(Grade.CONFIRMED, bench.backup().grade());
            bench.server.game = command -> "Not now";
            assertEquals(Grade.STABLE, bench.backup().grade());
        }
    }

    @Test
    void aServerWhoseOwnerCannotBeAskedIsNotTakenForStopped() throws Exception {
        try (Bench bench = bench(save(Optional.of("^Saved the game"), Duration.ZERO, "save"))) {
            bench.server.ownerSilent = true;
            bench.server.game = command -> "Saved the game";
            assertEquals(Grade.CONFIRMED, bench.backup().grade());
            assertEquals(List.of("save", "save-on"), bench.server.commands);
            bench.server.running = false;
            assertEquals(Grade.STABLE, bench.backup().grade());
        }
    }

    @Test
    void anEventOfTheInterpreterCounts() throws Exception {
        try (Bench bench = bench(save(Optional.empty(), Duration.ZERO, "save"))) {
            bench.server.game = command -> {
                bench.happen(new GameEvent.SaveFinished());
                return "";
            };
            assertEquals(Grade.CONFIRMED, bench.backup().grade());
        }
    }

    @Test
    void aGameThatCannotBeAskedIsWaitedForAsLongAsItsProfileSays() throws Exception {
        try (Bench bench = bench(save(Optional.empty(), Duration.ofSeconds(20)))) {
            Thread game = new Thread(() -> {
                java.util.concurrent.locks.LockSupport.parkNanos(200_000_000L);
                bench.happen(new GameEvent.SaveFinished());
            });
            game.start();
            Snapshot snapshot = bench.backup();
            game.join();
            assertEquals(Grade.CONFIRMED, snapshot.grade());
            assertEquals(List.of(), bench.server.commands);
        }
    }

    @Test
    void aConsoleThatIsDeadMakesItNoWorseThanStable() throws Exception {
        try (Bench bench = bench(save(Optional.empty(), Duration.ZERO, "save"))) {
            AtomicInteger calls = new AtomicInteger();
            bench.server.game = command -> {
                calls.incrementAndGet();
                throw new ReconException("console-timeout", ErrorOwner.REMOTE, "No answer.", "Wait.");
            };
            Snapshot snapshot = bench.backup();
            assertEquals(Grade.STABLE, snapshot.grade());
            assertTrue(bench.eventKinds().contains("saving-still-off"));
            assertEquals(
                    1, new LeaseTable(bench.database, new PlainJson()).all().size());
            bench.server.adapter = false;
            bench.server.game = command -> "";
            bench.workshop.leases.sweep();
            assertEquals(
                    0, new LeaseTable(bench.database, new PlainJson()).all().size());
            assertTrue(bench.eventKinds().contains("saving-on-again"));
            assertEquals("save-on", bench.server.commands.get(bench.server.commands.size() - 1));
        }
    }

    @Test
    void aLeaseOfAnEarlierProcessIsForgotten() throws Exception {
        try (Bench bench = bench(save(Optional.empty(), Duration.ZERO, "save"))) {
            bench.workshop.leases.begin(bench.server, "job", List.of(BackupTest.step("save-on")));
            bench.server.process = new io.reconsync.api.game.ProcessIdentity(4712, java.time.Instant.EPOCH);
            bench.workshop.leases.recover("job");
            assertEquals(List.of(), bench.server.commands);
            assertEquals(
                    0, new LeaseTable(bench.database, new PlainJson()).all().size());
        }
    }

    @Test
    void whileASaveIsUnderWayNothingIsRead() throws Exception {
        try (Bench bench = bench(save(Optional.of("ok"), Duration.ZERO, "save"))) {
            bench.server.game = command -> "ok";
            Path busy = Tree.file(bench.install, "world/w.new", "half");
            Thread game = new Thread(() -> {
                java.util.concurrent.locks.LockSupport.parkNanos(300_000_000L);
                try {
                    Files.move(busy, bench.install.resolve("world/w"));
                } catch (java.io.IOException e) {
                    throw new java.io.UncheckedIOException(e);
                }
            });
            game.start();
            Snapshot snapshot = bench.backup();
            game.join();
            assertEquals(Grade.CONFIRMED, snapshot.grade(), snapshot.reason());
            Path out = temp.resolve("out");
            bench.run(new RestoreJob(bench.workshop), Map.of("to", out.toString()));
            assertTrue(Files.exists(out.resolve("world/w")));
            assertFalse(Files.exists(out.resolve("world/w.new")));
        }
    }

    @Test
    void aFileThatNeverRestsMakesItSuspect() throws Exception {
        try (Bench bench = bench(save(Optional.of("ok"), Duration.ZERO, "save"))) {
            bench.server.game = command -> "ok";
            bench.server.verifier = Optional.of((tree, deadline) -> new Verdict.Damaged("level.dat", "torn."));
            Snapshot snapshot = bench.backup();
            assertEquals(Grade.SUSPECT, snapshot.grade());
            assertTrue(snapshot.reason().contains("torn"), snapshot.reason());
            assertFalse(snapshot.counts());
            assertEquals(
                    3, bench.server.commands.stream().filter("save"::equals).count());
            assertTrue(bench.eventKinds().contains("backup-suspect"));
        }
    }

    @Test
    void theSelectorsChoiceIsTakenAndNothingElse() throws Exception {
        try (Bench bench = bench(save(Optional.of("ok"), Duration.ZERO, "save"))) {
            bench.server.game = command -> "ok";
            Tree.file(bench.install, "world/set/main.1", "old");
            Tree.file(bench.install, "world/set/main.2", "new");
            bench.server.selector = Optional.of(listing -> new WorldSelector.Selection(
                    listing.stream()
                            .map(WorldSelector.WorldFile::path)
                            .filter(path -> path.endsWith(".2"))
                            .toList(),
                    true,
                    ""));
            bench.backup();
            Path out = temp.resolve("out");
            bench.run(new RestoreJob(bench.workshop), Map.of("to", out.toString()));
            assertEquals(
                    java.util.Set.of("world", "world/set", "world/set/main.2"),
                    Tree.of(out).keySet());
        }
    }

    /** What changes with every look: as another world in the same folder, of a server that goes on writing. */
    @Test
    void aNeighboursFilesAreNotWaitedFor() throws Exception {
        try (Bench bench = bench(save(Optional.of("ok"), Duration.ZERO, "save"))) {
            bench.server.game = command -> "ok";
            Tree.file(bench.install, "world/ours.db", "ours");
            AtomicInteger looks = new AtomicInteger();
            bench.server.selector = Optional.of(listing -> {
                try {
                    Tree.file(bench.install, "world/theirs.db", "x".repeat(looks.incrementAndGet()));
                } catch (java.io.IOException e) {
                    throw new java.io.UncheckedIOException(e);
                }
                return new WorldSelector.Selection(List.of("ours.db"), true, "");
            });
            Snapshot snapshot = bench.backup();
            assertEquals(Grade.CONFIRMED, snapshot.grade(), snapshot.reason());
        }
    }

    @Test
    void aWorldWithoutAnyFileIsNotBackedUp() throws Exception {
        try (Bench bench = new Bench(temp, Shape.simple())) {
            ReconException thrown = assertThrows(ReconException.class, bench::backup);
            assertEquals("world-empty", thrown.code());
            assertTrue(bench.eventKinds().contains("backup-failed"));
        }
    }

    @Test
    void nobodyWaitsForWhatAStoppedServerDoesNotHave() throws Exception {
        Shape shape = Shape.simple().with(Shape.files(List.of(), List.of("level.dat")));
        try (Bench bench = new Bench(temp, shape)) {
            Tree.file(bench.install, "world/other", "other");
            long begun = System.nanoTime();
            Snapshot snapshot = bench.backup();
            assertEquals(Grade.SUSPECT, snapshot.grade());
            assertTrue(snapshot.reason().contains("level.dat"), snapshot.reason());
            assertTrue(System.nanoTime() - begun < 15_000_000_000L, "it waited");
        }
    }

    @Test
    void databasesAreCopiedThroughTheirServiceAndJournalsLeftOut() throws Exception {
        Shape simple = Shape.simple();
        Shape shape = new Shape(
                simple.id(),
                simple.roots(),
                simple.save(),
                simple.files(),
                simple.backup(),
                (source, copy, deadline) -> {
                    try {
                        Files.writeString(copy, "consistent");
                    } catch (java.io.IOException e) {
                        throw new java.io.UncheckedIOException(e);
                    }
                });
        try (Bench bench = new Bench(temp, shape)) {
            Tree.file(bench.install, "world/players.db", "live");
            Tree.file(bench.install, "world/players.db-wal", "journal");
            Tree.file(bench.install, "world/other-wal", "no journal");
            bench.backup();
            Trees.remove(bench.install.resolve("world"));
            bench.run(new RestoreJob(bench.workshop), Map.of());
            assertEquals("consistent", Files.readString(bench.install.resolve("world/players.db")));
            assertFalse(Files.exists(bench.install.resolve("world/players.db-wal")));
            assertTrue(Files.exists(bench.install.resolve("world/other-wal")));
        }
    }

    @Test
    void withoutStagingTheWorldIsPackedInPlace() throws Exception {
        io.reconsync.contract.config.ServerConfig.Backup direct = new io.reconsync.contract.config.ServerConfig.Backup(
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                "tar.zst",
                List.of("local"),
                List.of(),
                List.of(),
                false);
        try (Bench bench = new Bench(temp, Shape.simple().with(direct).with(BackupTest.ASKING))) {
            Tree.file(bench.install, "world/level.dat", "level");
            bench.server.running = true;
            bench.server.game = command -> {
                bench.server.log.add("Saved the world");
                return "";
            };
            Snapshot snapshot = bench.backup();
            assertEquals(Grade.CONFIRMED, snapshot.grade());
            bench.run(new VerifyJob(bench.workshop), Map.of());
            assertEquals("save-on", bench.server.commands.get(2));
        }
    }
}
