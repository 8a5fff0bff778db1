// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.backup;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.reconsync.api.game.GameProfile.SavePart;
import io.reconsync.api.game.GameProfile.Step;
import io.reconsync.backup.Bench.Shape;
import io.reconsync.contract.backup.Snapshots.Grade;
import io.reconsync.contract.backup.Snapshots.Snapshot;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BackupTest {
    static final SavePart ASKING = new SavePart(
            List.of(step("save-off"), step("save-all")),
            Optional.of("Saved the world"),
            Optional.empty(),
            Duration.ofSeconds(2),
            List.of(step("save-on")),
            Duration.ofMillis(50),
            List.of("*.new"),
            Duration.ZERO);

    @TempDir
    Path temp;

    static Step step(String command) {
        return new Step(Optional.of(command), Optional.empty(), Duration.ZERO);
    }

    @Test
    void aStoppedServerIsBackedUpCold() throws Exception {
        try (Bench bench = new Bench(temp, Shape.simple())) {
            Tree.file(bench.install, "world/level.dat", "hello");
            Snapshot snapshot = bench.backup();
            assertEquals(Grade.CONFIRMED, snapshot.grade());
            assertTrue(snapshot.counts());
            assertEquals(Map.of("local", "verified"), snapshot.copies());
            assertEquals(List.of(), bench.server.commands);
            try (Stream<Path> blobs = Files.list(bench.home.resolve("data/backups/srv"))) {
                assertEquals(2, blobs.count());
            }
        }
    }

    @Test
    void foldersAndLinksAreNoFiles() throws Exception {
        try (Bench bench = new Bench(temp, Shape.simple())) {
            Tree.file(bench.install, "world/level.dat", "hello");
            Tree.file(bench.install, "world/region/r.0.0.mca", "stone");
            Files.createDirectories(bench.install.resolve("world/empty"));
            Snapshot snapshot = bench.backup();
            assertEquals(2, snapshot.files());
            bench.run(new VerifyJob(bench.workshop), Map.of("snapshot", snapshot.id()));
        }
    }

    @Test
    void aRunningGameIsAskedAndReleased() throws Exception {
        try (Bench bench = new Bench(temp, Shape.simple().with(ASKING))) {
            Tree.file(bench.install, "world/level.dat", "hello");
            bench.server.running = true;
            bench.server.log.add("Saved the world");
            bench.server.game = command -> {
                if (command.equals("save-all")) {
                    bench.server.log.add("[x] Saved the world");
                }
                return "";
            };
            Snapshot snapshot = bench.backup();
            assertEquals(Grade.CONFIRMED, snapshot.grade(), snapshot.reason());
            assertEquals(List.of("save-off", "save-all", "save-on"), bench.server.commands);
            assertTrue(snapshot.held().toMillis() > 0);
            assertTrue(new LeaseTable(bench.database, new PlainJson()).all().isEmpty());
        }
    }

    @Test
    void anOldLineOfTheLogConfirmsNothing() throws Exception {
        try (Bench bench = new Bench(temp, Shape.simple().with(ASKING))) {
            Tree.file(bench.install, "world/level.dat", "hello");
            bench.server.running = true;
            bench.server.log.add("Saved the world");
            Snapshot snapshot = bench.backup();
            assertEquals(Grade.STABLE, snapshot.grade());
            assertTrue(snapshot.reason().contains("did not say"), snapshot.reason());
        }
    }

    @Test
    void theTemporaryFilesAreGoneAfterwards() throws Exception {
        try (Bench bench = new Bench(temp, Shape.simple())) {
            Tree.file(bench.install, "world/level.dat", "hello");
            FakeRun run = bench.job("backup", Map.of());
            new BackupJob(bench.workshop).run(run);
            try (Stream<Path> left = Files.list(run.temporary)) {
                assertEquals(0, left.count());
            }
            assertTrue(run.laneReleased);
            assertFalse(run.steps.contains("quiesce"));
        }
    }

    @Test
    void verifyFindsAChangedByte() throws Exception {
        try (Bench bench = new Bench(temp, Shape.simple())) {
            Tree.file(bench.install, "world/level.dat", "hello".repeat(1000));
            Snapshot snapshot = bench.backup();
            bench.run(new VerifyJob(bench.workshop), Map.of("snapshot", snapshot.id()));
            Path blob = bench.home.resolve("data/backups/srv/" + snapshot.id() + ".zip");
            byte[] bytes = Files.readAllBytes(blob);
            bytes[60] ^= 1;
            Files.write(blob, bytes);
            var thrown = org.junit.jupiter.api.Assertions.assertThrows(
                    io.reconsync.api.ReconException.class,
                    () -> bench.run(new VerifyJob(bench.workshop), Map.of("snapshot", snapshot.id())));
            assertEquals("snapshot-damaged", thrown.code());
            Snapshot after = bench.workshop.catalog.list(Optional.empty()).get(0);
            assertEquals(Map.of("local", "damaged"), after.copies());
            assertFalse(after.counts());
        }
    }
}
