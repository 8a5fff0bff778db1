// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.backup;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.reconsync.api.ReconException;
import io.reconsync.api.game.Verdict;
import io.reconsync.backup.Bench.Shape;
import io.reconsync.contract.jobs.Job;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is put aside by a restore is never removed while it is the only one of its kind. */
class InPiecesTest {
    @TempDir
    Path temp;

    /** A restore that died after the former world had been moved out and before the new one was moved in. */
    private FakeRun died(Bench bench) throws Exception {
        Tree.file(bench.install, "world/level.dat", "the only one");
        FakeRun run = bench.job("restore", Map.of());
        Path world = bench.install.resolve("world");
        Holder holder = Holder.of(world, bench.install, run.id());
        Tree.file(holder.fresh(), "world/level.dat", "of a snapshot");
        SwapPlanner planner = new SwapPlanner();
        planner.add(
                SwapPlan.Root.of(
                        io.reconsync.contract.values.RawName.of("world"),
                        world,
                        new FileRule(java.util.List.of("**"), java.util.List.of())),
                world,
                holder.fresh().resolve("world"),
                holder.former().resolve("world"));
        SwapPlan plan = planner.plan();
        plan.write(holder.folder(), bench.workshop.json);
        bench.workshop.restores.put(new RestoreTable.Row(
                run.id(),
                "local",
                bench.server.id(),
                "snapshot",
                bench.workshop.clock.instant(),
                java.util.List.of(holder.folder()),
                RestoreTable.State.BEGUN,
                true));
        Trees.make(plan.moves().get(0).to().getParent());
        Files.move(plan.moves().get(0).from(), plan.moves().get(0).to());
        return run;
    }

    private static Path former(Bench bench, FakeRun run) {
        return bench.install.resolve(".reconsync/restore-" + run.id() + "/old/world/level.dat");
    }

    @Test
    void aWorldThatAGameMadeInBetweenDoesNotCostTheFormerOne() throws Exception {
        try (Bench bench = new Bench(temp, Shape.simple())) {
            FakeRun run = died(bench);
            Tree.file(bench.install, "world/level.dat", "made by a game that was started by hand");
            ReconException thrown =
                    assertThrows(ReconException.class, () -> new RestoreJob(bench.workshop).recover(run));
            assertTrue(thrown.nextStep().contains(bench.install.resolve("world").toString()), thrown.sentence());
            assertTrue(bench.eventKinds().contains("world-in-pieces"));
            assertEquals("the only one", Files.readString(former(bench, run)));
            assertThrows(ReconException.class, () -> new Unfinished(bench.workshop).undo(run.id()));
            assertEquals("the only one", Files.readString(former(bench, run)));

            Files.move(bench.install.resolve("world"), bench.install.resolve("made-by-a-game"));
            assertEquals(
                    Job.State.FAILED,
                    new RestoreJob(bench.workshop).recover(run).state());
            assertEquals("the only one", Files.readString(bench.install.resolve("world/level.dat")));
            assertFalse(Files.exists(former(bench, run)));
        }
    }

    @Test
    void whatLiesInItsPlaceIsNoBackup() throws Exception {
        try (Bench bench = new Bench(temp, Shape.simple())) {
            FakeRun run = died(bench);
            Tree.file(bench.install, "world/level.dat", "made by a game that was started by hand");
            ReconException thrown = assertThrows(ReconException.class, bench::backup);
            assertEquals("world-in-pieces", thrown.code(), thrown.sentence());
            assertTrue(thrown.nextStep().contains("restart ReconSync"), thrown.sentence());
            Trees.remove(bench.install.resolve("world"));
            new RestoreJob(bench.workshop).recover(run);
            bench.backup();
        }
    }

    @Test
    void aKillWhileTheNewWorldIsRemovedDoesNotCostTheFormerOne() throws Exception {
        try (Bench bench = new Bench(temp, Shape.simple())) {
            FakeRun run = died(bench);
            Path holder = bench.install.resolve(".reconsync/restore-" + run.id());
            Files.move(holder.resolve("old/world"), bench.install.resolve("world"));
            Trees.remove(holder.resolve("new/world"));
            new RestoreJob(bench.workshop).recover(run);
            assertEquals("the only one", Files.readString(bench.install.resolve("world/level.dat")));
        }
    }

    @Test
    void aWorldThatIsPlayedOnSinceAKillStays() throws Exception {
        try (Bench bench = new Bench(temp, Shape.simple())) {
            FakeRun run = died(bench);
            Path holder = bench.install.resolve(".reconsync/restore-" + run.id());
            Files.move(holder.resolve("new/world"), bench.install.resolve("world"));
            Tree.file(bench.install, "world/level.dat", "played on");
            bench.server.running = true;
            assertEquals(
                    Job.State.SUCCEEDED,
                    new RestoreJob(bench.workshop).recover(run).state());
            assertEquals("played on", Files.readString(bench.install.resolve("world/level.dat")));
            assertEquals("the only one", Files.readString(former(bench, run)));
        }
    }

    @Test
    void aWorldInPiecesIsNotMovedUnderARunningGame() throws Exception {
        try (Bench bench = new Bench(temp, Shape.simple())) {
            FakeRun run = died(bench);
            bench.server.running = true;
            assertThrows(ReconException.class, () -> new RestoreJob(bench.workshop).recover(run));
            assertEquals("the only one", Files.readString(former(bench, run)));
        }
    }

    @Test
    void anotherRestoreFirstPutsTheFormerWorldBack() throws Exception {
        try (Bench bench = new Bench(temp, Shape.simple())) {
            Tree.file(bench.install, "world/level.dat", "backed up");
            bench.backup();
            FakeRun run = died(bench);
            Tree.file(bench.install, "world/level.dat", "made by a game that was started by hand");
            assertThrows(ReconException.class, () -> bench.run(new RestoreJob(bench.workshop), Map.of()));
            assertEquals("the only one", Files.readString(former(bench, run)));
            Trees.remove(bench.install.resolve("world"));
            bench.run(new RestoreJob(bench.workshop), Map.of("safety", "rename"));
            assertEquals("backed up", Files.readString(bench.install.resolve("world/level.dat")));
            bench.run(new UndoJob(bench.workshop), Map.of());
            assertEquals("the only one", Files.readString(bench.install.resolve("world/level.dat")));
        }
    }

    @Test
    void aFormerWorldThatTheDatabaseHasLostStays() throws Exception {
        try (Bench bench = new Bench(temp, Shape.simple())) {
            FakeRun run = died(bench);
            bench.workshop.restores.remove(run.id());
            new Litter(bench.workshop).sweep(bench.server);
            assertEquals("the only one", Files.readString(former(bench, run)));
        }
    }

    @Test
    void whatARestoreIsMakingIsNoLitter() throws Exception {
        try (Bench bench = new Bench(temp, Shape.simple())) {
            Tree.file(bench.install, "world/level.dat", "backed up");
            bench.backup();
            Tree.file(bench.install, "world/level.dat", "changed");
            bench.server.verifier = Optional.of((tree, deadline) -> {
                new Litter(bench.workshop).sweep(bench.server);
                return new Verdict.Ok();
            });
            bench.run(new RestoreJob(bench.workshop), Map.of("safety", "rename"));
            assertEquals("backed up", Files.readString(bench.install.resolve("world/level.dat")));
        }
    }

    @Test
    void whatAnUndoBringsBackIsNotCleanedAway() throws Exception {
        try (Bench bench = new Bench(temp, Shape.simple())) {
            Tree.file(bench.install, "world/level.dat", "backed up");
            bench.backup();
            Tree.file(bench.install, "world/level.dat", "before the restore");
            bench.run(new RestoreJob(bench.workshop), Map.of("safety", "rename"));
            RestoreTable.Row row = bench.workshop.restores.all().get(0);
            bench.workshop.restores.remove(row.id());
            bench.workshop.restores.put(new RestoreTable.Row(
                    row.id(),
                    row.guild(),
                    row.server(),
                    row.snapshot(),
                    row.made().minus(java.time.Duration.ofDays(30)),
                    row.holders(),
                    row.state(),
                    row.ran()));
            FakeRun run = bench.job("restore-undo", Map.of());
            run.listener = step -> {
                if (step.equals("swap")) {
                    new FormerWorlds(bench.workshop).clean(bench.server);
                }
            };
            new UndoJob(bench.workshop).run(run);
            assertEquals("before the restore", Files.readString(bench.install.resolve("world/level.dat")));
        }
    }

    @Test
    void halfAFormerWorldIsNotBroughtBack() throws Exception {
        try (Bench bench = new Bench(temp, Shape.simple())) {
            Tree.file(bench.install, "world/level.dat", "backed up");
            bench.backup();
            bench.run(new RestoreJob(bench.workshop), Map.of("safety", "rename"));
            Path holder = bench.workshop.restores.all().get(0).holders().get(0);
            SwapPlan.remove(holder);
            ReconException thrown =
                    assertThrows(ReconException.class, () -> bench.run(new UndoJob(bench.workshop), Map.of()));
            assertEquals("nothing-to-undo", thrown.code());
            assertEquals("backed up", Files.readString(bench.install.resolve("world/level.dat")));
        }
    }

    @Test
    void twoWhoClearUpAtOnceDoNotGetInEachOthersWay() throws Exception {
        try (Bench bench = new Bench(temp, Shape.simple())) {
            FakeRun run = died(bench);
            CountDownLatch reached = new CountDownLatch(1);
            CountDownLatch goOn = new CountDownLatch(1);
            AtomicBoolean first = new AtomicBoolean(true);
            bench.server.atRunning = () -> {
                if (first.compareAndSet(true, false)) {
                    reached.countDown();
                    try {
                        assertTrue(goOn.await(60, TimeUnit.SECONDS));
                    } catch (InterruptedException e) {
                        throw new IllegalStateException(e);
                    }
                }
            };
            CompletableFuture<Job.State> job = new CompletableFuture<>();
            Thread recovering = thread(
                    job, () -> new RestoreJob(bench.workshop).recover(run).state());
            assertTrue(reached.await(60, TimeUnit.SECONDS));
            CompletableFuture<Boolean> swept = new CompletableFuture<>();
            Thread sweeping = thread(swept, () -> {
                new Unfinished(bench.workshop).sweep();
                return true;
            });
            long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
            while (sweeping.getState() != Thread.State.BLOCKED && sweeping.isAlive() && System.nanoTime() < end) {
                Thread.onSpinWait();
            }
            goOn.countDown();
            assertEquals(Job.State.FAILED, job.get(60, TimeUnit.SECONDS));
            assertTrue(swept.get(60, TimeUnit.SECONDS));
            recovering.join();
            sweeping.join();
            assertFalse(bench.eventKinds().contains("world-in-pieces"), bench.events.toString());
            assertEquals("the only one", Files.readString(bench.install.resolve("world/level.dat")));
        }
    }

    private static <T> Thread thread(CompletableFuture<T> result, Callable<T> body) {
        FutureTask<T> task = new FutureTask<>(body) {
            @Override
            protected void done() {
                try {
                    result.complete(get());
                } catch (InterruptedException | ExecutionException e) {
                    result.completeExceptionally(e);
                }
            }
        };
        Thread thread = new Thread(task, "clearing-up");
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    @Test
    void aRestoreElsewhereThatDiedLeavesNoLitterAndSaysWhatBecameOfIt() throws Exception {
        try (Bench bench = new Bench(temp, Shape.simple())) {
            Tree.file(bench.install, "world/level.dat", "backed up");
            bench.backup();
            Path to = temp.resolve("elsewhere");
            FakeRun run = bench.job("restore", Map.of("to", to.toString()));
            Path staging = temp.resolve(".reconsync-" + run.id());
            run.listener = step -> {
                if (step.equals("unpack")) {
                    throw new IllegalStateException("killed");
                }
            };
            assertThrows(IllegalStateException.class, () -> new RestoreJob(bench.workshop).run(run));
            Tree.file(staging, "world/level.dat", "half");
            assertEquals(
                    Job.State.FAILED,
                    new RestoreJob(bench.workshop).recover(run).state());
            assertFalse(Files.exists(staging));
            Tree.file(to, "world/level.dat", "moved just before the kill");
            assertEquals(
                    Job.State.SUCCEEDED,
                    new RestoreJob(bench.workshop).recover(run).state());
        }
    }

    @Test
    void aServerThatCannotBeHeldStillIsStartedAgain() throws Exception {
        try (Bench bench = new Bench(temp, Shape.simple())) {
            Tree.file(bench.install, "world/level.dat", "backed up");
            bench.backup();
            bench.server.running = true;
            bench.server.holdable = false;
            assertThrows(ReconException.class, () -> bench.run(new RestoreJob(bench.workshop), Map.of()));
            assertTrue(bench.server.running, bench.server.commands.toString());
        }
    }
}
