// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.backup;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.reconsync.contract.backup.Snapshots.Snapshot;
import io.reconsync.contract.backup.UsedFolders;
import io.reconsync.contract.jobs.Job;
import io.reconsync.contract.jobs.JobHandler.Recovery;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** kill -9 of a real process at seeded points, then another process recovers and is judged by the files. */
class KillTest {
    private static final int ROUNDS = Integer.getInteger("kill.rounds", 8);

    @TempDir
    Path temp;

    @Test
    void aKilledBackupLeavesNoHalfAndReleasesTheGame() throws Exception {
        Map<String, Integer> hit = new TreeMap<>();
        for (int round = 0; round < ROUNDS; round++) {
            Path root = Files.createDirectory(temp.resolve("backup-" + round));
            world(root.resolve("install/world"), 1);
            hit.merge(kill(root, "backup", round), 1, Integer::sum);
            judgeBackup(root);
        }
        assertTrue(hit.size() >= 4, "phases hit: " + hit);
    }

    @Test
    void aKilledRestoreLeavesTheOldOrTheNewWorld() throws Exception {
        Map<String, Integer> hit = new TreeMap<>();
        for (int round = 0; round < ROUNDS; round++) {
            Path root = Files.createDirectory(temp.resolve("restore-" + round));
            Path world = root.resolve("install/world");
            world(world, 1);
            Tree.file(world, "logs/latest", "kept");
            Map<String, String> fresh;
            try (Bench bench = Victim.bench(root)) {
                bench.backup();
                fresh = Tree.of(root.resolve("install"));
            }
            world(world, 2);
            Tree.file(world, "region/r.extra", "of the present");
            Map<String, String> former = Tree.of(root.resolve("install"));
            hit.merge(kill(root, "restore", round), 1, Integer::sum);
            judgeRestore(root, former, fresh);
        }
        assertTrue(hit.size() >= 4, "phases hit: " + hit);
    }

    private void judgeBackup(Path root) throws Exception {
        try (Bench bench = Victim.bench(root)) {
            bench.server.running = true;
            boolean over = Files.readString(root.resolve("journal")).endsWith("over\n");
            FakeRun run = Victim.run(root, "backup");
            if (!over) {
                Recovery recovery = Victim.handler("backup", bench).recover(run);
                assertSaving(root);
                if (recovery.state() == Job.State.QUEUED) {
                    assertNoHalf(bench);
                    Victim.handler("backup", bench).run(run);
                } else {
                    assertEquals(Job.State.SUCCEEDED, recovery.state(), recovery.text());
                }
            }
            assertSaving(root);
            assertNoHalf(bench);
            List<Snapshot> all = bench.workshop.catalog.list(Optional.empty());
            assertEquals(1, all.size());
            bench.run(new VerifyJob(bench.workshop), Map.of());
            try (Stream<Path> left = Files.list(run.temporary)) {
                assertEquals(0, left.count());
            }
        }
    }

    private static void assertSaving(Path root) throws IOException {
        Path saving = root.resolve("saving");
        assertTrue(!Files.exists(saving) || Files.readString(saving).equals("save-on"), "saving is off");
    }

    /** Every manifest has its whole archive; nothing else but blobs lies there once the store was opened again. */
    private static void assertNoHalf(Bench bench) throws Exception {
        Path store = bench.home.resolve("data/backups");
        if (!Files.exists(store)) {
            return;
        }
        new StoredSnapshots(bench.workshop).rescan("local");
        try (Stream<Path> files = Files.walk(store)) {
            List<String> names = files.filter(Files::isRegularFile)
                    .map(path -> path.getFileName().toString())
                    .filter(name -> !name.equals(UsedFolders.MARKER))
                    .toList();
            long manifests = names.stream()
                    .filter(name -> name.endsWith(".manifest.json"))
                    .count();
            assertEquals(2 * manifests, names.size(), names.toString());
        }
        for (Snapshot snapshot : bench.workshop.catalog.list(Optional.empty())) {
            bench.run(new VerifyJob(bench.workshop), Map.of("snapshot", snapshot.id()));
        }
    }

    private void judgeRestore(Path root, Map<String, String> former, Map<String, String> fresh) throws Exception {
        try (Bench bench = Victim.bench(root)) {
            boolean over = Files.readString(root.resolve("journal")).endsWith("over\n");
            if (!over) {
                boolean began = !bench.workshop.restores.all().isEmpty();
                Recovery recovery = Victim.handler("restore", bench).recover(Victim.run(root, "restore"));
                Map<String, String> expected = recovery.state() == Job.State.SUCCEEDED ? fresh : former;
                assertEquals(expected, Tree.of(root.resolve("install")), recovery.text());
                assertEquals(began, bench.server.commands.contains("START"));
                if (recovery.state() == Job.State.FAILED) {
                    assertFalse(Files.exists(root.resolve("install/.reconsync")), "litter");
                    bench.run(new RestoreJob(bench.workshop), Map.of("safety", "rename", "snapshot", first(bench)));
                }
            }
            assertEquals(fresh, Tree.of(root.resolve("install")));
            bench.run(new UndoJob(bench.workshop), Map.of());
            assertEquals(former, Tree.of(root.resolve("install")));
        }
    }

    private static String first(Bench bench) {
        List<Snapshot> all = bench.workshop.catalog.list(Optional.empty());
        return all.get(all.size() - 1).id();
    }

    /** Runs the victim until its journal has some lines, and a little longer; gives the step that it died in. */
    private static String kill(Path root, String kind, int round) throws Exception {
        Random random = new Random(round * 31L + kind.hashCode());
        Process victim = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xshare:auto",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        Victim.class.getName(),
                        root.toString(),
                        kind)
                .redirectErrorStream(true)
                .redirectOutput(root.resolve("said").toFile())
                .start();
        int lines = 1 + round % (kind.equals("backup") ? 9 : 12);
        Path journal = root.resolve("journal");
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        while (victim.isAlive() && lines(journal).size() < lines && System.nanoTime() < deadline) {
            LockSupport.parkNanos(200_000);
        }
        LockSupport.parkNanos(TimeUnit.MICROSECONDS.toNanos(random.nextInt(25_000)));
        victim.destroyForcibly();
        assertTrue(victim.waitFor(30, TimeUnit.SECONDS));
        List<String> all = lines(journal);
        assertFalse(all.isEmpty(), Files.readString(root.resolve("said")));
        assertTrue(all.contains("over") || victim.exitValue() == 137, Files.readString(root.resolve("said")));
        return all.get(all.size() - 1);
    }

    private static List<String> lines(Path journal) throws IOException {
        return Files.exists(journal) ? Files.readAllLines(journal) : List.of();
    }

    private static void world(Path world, int generation) throws IOException {
        Random random = new Random(generation);
        Tree.file(world, "level.dat", "generation " + generation);
        for (int i = 0; i < 12; i++) {
            byte[] bytes = new byte[200_000];
            random.nextBytes(bytes);
            Path file = Tree.file(world, "region/r." + i + (i % 2 == 0 ? "" : "." + generation), "");
            Files.write(file, bytes);
        }
    }
}
