// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.backup;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.reconsync.api.game.GameProfile.SavePart;
import io.reconsync.api.game.WorldSelector;
import io.reconsync.backup.Bench.Shape;
import io.reconsync.contract.backup.Snapshots.Grade;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A world that is read as soon as the game says that it is saved, and watched for its rest after that. */
class SettlingTest {
    private static final Duration STABLE = Duration.ofMillis(300);

    @TempDir
    Path temp;

    private Bench bench() throws Exception {
        SavePart save = new SavePart(
                List.of(BackupTest.step("save")),
                Optional.empty(),
                Optional.of("ok"),
                Duration.ofSeconds(20),
                List.of(),
                STABLE,
                List.of("*.new"),
                Duration.ZERO);
        Bench bench = new Bench(temp, Shape.simple().with(save));
        Tree.file(bench.install, "world/level.dat", "level");
        bench.server.running = true;
        bench.server.game = command -> "ok";
        return bench;
    }

    private static Settling settling(Bench bench) {
        World world = World.of(bench.server);
        return new Settling(world, world.save(), false, bench.job("backup", Map.of()));
    }

    @Test
    void theRestIsWaitedForToItsEnd() throws Exception {
        try (Bench bench = bench()) {
            Settling settling = settling(bench);
            long begun = System.nanoTime();
            Choice choice = settling.atOnce().orElseThrow();
            assertTrue(settling.rested(choice));
            assertTrue(TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begun) >= STABLE.toMillis());
        }
    }

    @Test
    void whatChangesAfterTheReadingIsNoticed() throws Exception {
        try (Bench bench = bench()) {
            Settling settling = settling(bench);
            Choice choice = settling.atOnce().orElseThrow();
            Tree.file(bench.install, "world/level.dat", "another level");
            assertFalse(settling.rested(choice));
        }
    }

    @Test
    void aSaveUnderWayIsNotReadAtOnce() throws Exception {
        try (Bench bench = bench()) {
            Tree.file(bench.install, "world/w.new", "half");
            assertTrue(settling(bench).atOnce().isEmpty());
        }
    }

    /** The game writes between the first look and the reading, so that this reading is of no use. */
    @Test
    void aReadingThatCameTooEarlyIsDoneAgain() throws Exception {
        try (Bench bench = bench()) {
            AtomicInteger looks = new AtomicInteger();
            bench.server.selector = Optional.of(listing -> {
                try {
                    if (looks.getAndIncrement() == 0) {
                        Tree.file(bench.install, "world/level.dat", "the level as it is now");
                    }
                } catch (java.io.IOException e) {
                    throw new java.io.UncheckedIOException(e);
                }
                return new WorldSelector.Selection(List.of("level.dat"), true, "");
            });
            assertEquals(Grade.CONFIRMED, bench.backup().grade());
            assertEquals(List.of("save", "save"), bench.server.commands);
            Path out = temp.resolve("out");
            bench.run(new RestoreJob(bench.workshop), Map.of("to", out.toString()));
            assertEquals("the level as it is now", java.nio.file.Files.readString(out.resolve("world/level.dat")));
        }
    }
}
