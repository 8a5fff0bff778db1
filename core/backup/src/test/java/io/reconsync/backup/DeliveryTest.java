// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.backup;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.reconsync.api.Deadline;
import io.reconsync.api.ErrorOwner;
import io.reconsync.api.ReconException;
import io.reconsync.api.Settings;
import io.reconsync.api.backup.BlobInfo;
import io.reconsync.api.backup.BlobName;
import io.reconsync.api.backup.BlobPrefix;
import io.reconsync.api.backup.BlobSource;
import io.reconsync.api.backup.Destination;
import io.reconsync.api.backup.DestinationCapabilities;
import io.reconsync.api.backup.DestinationType;
import io.reconsync.api.runtime.PluginContext;
import io.reconsync.backup.Bench.Shape;
import io.reconsync.contract.backup.Snapshots.Snapshot;
import io.reconsync.contract.config.ServerConfig;
import io.reconsync.testkit.fake.FakeSettings;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DeliveryTest {
    @TempDir
    Path temp;

    /** A store in memory that can be full, forget bytes, or refuse to delete. */
    private static class Moody implements DestinationType, Destination {
        final Map<String, byte[]> blobs = new ConcurrentSkipListMap<>();
        volatile long room = Long.MAX_VALUE;
        volatile String fullAt = "";
        volatile boolean damages;
        volatile boolean keeps;
        volatile boolean deletable = true;
        volatile int refused;

        @Override
        public String type() {
            return "moody";
        }

        @Override
        public Destination open(Settings settings, PluginContext context, Deadline deadline) {
            return this;
        }

        @Override
        public DestinationCapabilities capabilities() {
            return new DestinationCapabilities(true, true, Long.MAX_VALUE, OptionalLong.of(room), deletable);
        }

        @Override
        public void put(BlobName name, BlobSource source, Deadline deadline) {
            if (!fullAt.isEmpty() && name.value().endsWith(fullAt)) {
                throw new ReconException("destination-full", ErrorOwner.REMOTE, "It is full.", "Free space.");
            }
            try (InputStream in = source.open()) {
                byte[] bytes = in.readAllBytes();
                bytes[bytes.length / 2] ^= (byte) (damages ? 1 : 0);
                blobs.put(name.value(), bytes);
            } catch (IOException e) {
                throw new java.io.UncheckedIOException(e);
            }
        }

        @Override
        public InputStream get(BlobName name, long offset, long length, Deadline deadline) {
            return new ByteArrayInputStream(blobs.get(name.value()));
        }

        @Override
        public Optional<BlobInfo> stat(BlobName name, Deadline deadline) {
            return Optional.ofNullable(blobs.get(name.value()))
                    .map(bytes -> new BlobInfo(name, bytes.length, Optional.empty()));
        }

        @Override
        public void list(BlobPrefix prefix, Consumer<BlobInfo> each, Deadline deadline) {
            blobs.forEach((name, bytes) -> {
                if (name.startsWith(prefix.value())) {
                    each.accept(new BlobInfo(new BlobName(name), bytes.length, Optional.empty()));
                }
            });
        }

        @Override
        public void delete(BlobName name, Deadline deadline) {
            if (keeps || !deletable) {
                refused++;
                throw new ReconException("destination-refused", ErrorOwner.REMOTE, "It keeps all.", "Ask it.");
            }
            blobs.remove(name.value());
        }

        @Override
        public void close() {}
    }

    private Bench bench(Moody moody, String... destinations) throws Exception {
        Bench bench = new Bench(temp, Shape.simple().with(Shape.backup("zip", destinations)));
        bench.types.add(moody);
        bench.destinations.put("cloud", FakeSettings.of(Map.of("type", "moody")));
        Tree.file(bench.install, "world/level.dat", "level");
        return bench;
    }

    @Test
    void aPluginThatIsBrokenDoesNotSpoilTheOthers() throws Exception {
        DestinationType broken = new Moody() {
            @Override
            public String type() {
                throw new ReconException("plugin-failed", ErrorOwner.PLUGIN, "It fails.", "Report it.");
            }
        };
        try (Bench bench = bench(new Moody(), "local")) {
            bench.types.add(0, broken);
            assertEquals(Map.of("local", "verified"), bench.backup().copies());
            bench.types.remove(1);
            ReconException thrown = assertThrows(ReconException.class, bench::backup);
            assertEquals("plugin-failed", thrown.code());
        }
    }

    @Test
    void aDestinationThatFailsDoesNotSpoilTheOthers() throws Exception {
        Moody moody = new Moody();
        moody.damages = true;
        try (Bench bench = bench(moody, "cloud", "local")) {
            Snapshot snapshot = bench.backup();
            assertEquals(Map.of("cloud", "missing", "local", "verified"), snapshot.copies());
            assertTrue(snapshot.counts());
            assertTrue(bench.eventKinds().contains("copy-failed"));
            assertEquals(Map.of(), moody.blobs);
        }
    }

    @Test
    void halfABackupNeverLooksWhole() throws Exception {
        for (String end : List.of(".zip", ".manifest.json")) {
            Moody moody = new Moody();
            moody.fullAt = end;
            Path place = temp.resolve(end);
            try (Bench bench = new DeliveryTest().at(place).bench(moody, "cloud")) {
                ReconException thrown = assertThrows(ReconException.class, bench::backup);
                assertEquals("destination-full", thrown.code());
                assertEquals(Map.of(), moody.blobs);
                assertEquals(List.of(), bench.workshop.catalog.list(Optional.empty()));
                assertTrue(bench.eventKinds().contains("backup-failed"));
            }
        }
    }

    private DeliveryTest at(Path place) {
        temp = place;
        return this;
    }

    @Test
    void withoutRoomNothingIsBegunAndOldOnesStay() throws Exception {
        Moody moody = new Moody();
        try (Bench bench = bench(moody, "cloud")) {
            Snapshot first = bench.backup();
            moody.room = 10;
            assertEquals(
                    "destination-full",
                    assertThrows(ReconException.class, bench::backup).code());
            assertEquals(2, moody.blobs.size());
            bench.run(new VerifyJob(bench.workshop), Map.of("snapshot", first.id()));
        }
    }

    @Test
    void aRestoreTakesTheCopyThatIsWhole() throws Exception {
        Moody moody = new Moody();
        try (Bench bench = bench(moody, "cloud", "local")) {
            Snapshot snapshot = bench.backup();
            Path local = bench.home.resolve("data/backups/srv/" + snapshot.id() + ".zip");
            java.nio.file.Files.write(local, new byte[] {1, 2, 3});
            Trees.remove(bench.install.resolve("world"));
            bench.run(new RestoreJob(bench.workshop), Map.of());
            assertEquals("level", java.nio.file.Files.readString(bench.install.resolve("world/level.dat")));
        }
    }

    @Test
    void retentionRemovesAndSaysSoAndDeletionThatFailsKeepsTheRow() throws Exception {
        Moody moody = new Moody();
        try (Bench bench = new Bench(temp, Shape.simple().with(keepLast("cloud")))) {
            bench.types.add(moody);
            bench.destinations.put("cloud", FakeSettings.of(Map.of("type", "moody")));
            Tree.file(bench.install, "world/level.dat", "level");
            bench.backup();
            moody.keeps = true;
            bench.backup();
            assertEquals(2, bench.workshop.catalog.list(Optional.empty()).size());
            assertTrue(bench.eventKinds().contains("snapshot-not-removed"));
            moody.keeps = false;
            Snapshot third = bench.backup();
            assertEquals(
                    List.of(third.id()),
                    bench.workshop.catalog.list(Optional.empty()).stream()
                            .map(Snapshot::id)
                            .toList());
            assertEquals(2, moody.blobs.size());
        }
    }

    private static ServerConfig.Backup keepLast(String... destinations) {
        return new ServerConfig.Backup(
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(1),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                "zip",
                List.of(destinations),
                List.of(),
                List.of(),
                true);
    }

    @Test
    void retentionLeavesADestinationAloneThatLetsNothingBeDeleted() throws Exception {
        Moody moody = new Moody();
        moody.deletable = false;
        try (Bench bench = new Bench(temp, Shape.simple().with(keepLast("cloud", "local")))) {
            bench.types.add(moody);
            bench.destinations.put("cloud", FakeSettings.of(Map.of("type", "moody")));
            Tree.file(bench.install, "world/level.dat", "level");
            Snapshot first = bench.backup();
            bench.backup();
            bench.backup();
            assertEquals(0, moody.refused);
            assertFalse(
                    bench.eventKinds().contains("snapshot-not-removed"),
                    bench.eventKinds().toString());
            assertEquals(6, moody.blobs.size());
            StoredSnapshots snapshots = new StoredSnapshots(bench.workshop);
            assertEquals(
                    Map.of("cloud", "verified", "local", "missing"),
                    snapshots.get("srv", first.id()).copies());
            assertFalse(Files.exists(bench.home.resolve("data/backups/srv/" + first.id() + ".zip")));
            assertEquals(
                    2,
                    bench.eventKinds().stream()
                            .filter("snapshot-removed"::equals)
                            .count());
        }
    }

    @Test
    void aDestinationThatIsGoneIsNamedOncePerBackupAndKeepsTheGameUnheld() throws Exception {
        try (Bench bench = bench(new Moody(), "local")) {
            bench.backup();
            Path store = bench.home.resolve("data/backups");
            Path away = Files.move(store, temp.resolve("away"));
            Files.createDirectory(store);
            bench.server.running = true;
            ReconException gone = assertThrows(ReconException.class, bench::backup);
            assertEquals("destination-gone", gone.code());
            assertEquals(
                    1,
                    bench.eventKinds().stream().filter("backup-failed"::equals).count());
            assertFalse(bench.eventKinds().contains("copy-failed"), "it was refused before anything was read");
            Files.delete(store);
            Files.move(away, store);
            bench.backup();
        }
    }

    @Test
    void aRescanEntersWhatTheDatabaseForgot() throws Exception {
        Moody moody = new Moody();
        try (Bench bench = bench(moody, "cloud")) {
            Snapshot snapshot = bench.backup();
            bench.workshop.catalog.remove(snapshot.id());
            moody.blobs.put("srv/garbage.manifest.json", new byte[] {'{'});
            StoredSnapshots snapshots = new StoredSnapshots(bench.workshop);
            assertEquals(1, snapshots.rescan("cloud"));
            Snapshot found = snapshots.get("srv", snapshot.id().substring(0, 30));
            assertEquals(Map.of("cloud", "stored"), found.copies());
            assertEquals(snapshot.made().toEpochMilli(), found.made().toEpochMilli());
            assertEquals(0, snapshots.rescan("cloud"));
            moody.blobs.clear();
            snapshots.rescan("cloud");
            assertEquals(
                    Map.of("cloud", "missing"), snapshots.get("srv", "latest").copies());
        }
    }

    @Test
    void oddServerIdsBecomeNamesThatEveryStoreTakes() {
        assertEquals("ark-island", BlobNames.folder("ark-island"));
        assertEquals("_2e_2e", BlobNames.folder("..").replace(".", "_2e"));
        for (String id : List.of("..", ".x", "Ü 🦕/\n", "A_b", "x".repeat(500), "Con.")) {
            assertTrue(
                    BlobNames.manifest(id, "01890000-0000-7000-8000-000000000001")
                                    .value()
                                    .length()
                            <= 240,
                    id);
        }
        assertEquals(
                4,
                java.util.Set.of(
                                BlobNames.folder("a_b"),
                                BlobNames.folder("A_b"),
                                BlobNames.folder("a b"),
                                BlobNames.folder("a-b"))
                        .size());
    }
}
