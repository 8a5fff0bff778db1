// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.backup;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.reconsync.api.game.GameProfile.Step;
import io.reconsync.backup.Bench.Shape;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LeasesTest {
    @TempDir
    Path temp;

    private static List<Step> release(String command) {
        return List.of(new Step(Optional.of(command), Optional.empty(), Duration.ZERO));
    }

    private static void await(CountDownLatch latch) {
        try {
            assertTrue(latch.await(60, TimeUnit.SECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void aGameThatDoesNotAnswerKeepsNoOtherFromSaving() throws Exception {
        CountDownLatch hangs = new CountDownLatch(1);
        CountDownLatch end = new CountDownLatch(1);
        try (Bench bench = new Bench(temp, Shape.simple())) {
            bench.server.running = true;
            bench.server.game = command -> {
                if (command.equals("hang")) {
                    hangs.countDown();
                    await(end);
                }
                return "";
            };
            Leases leases = bench.workshop.leases;
            Leases.Lease deaf = leases.begin(bench.server, "deaf", release("hang"));
            Leases.Lease other = leases.begin(bench.server, "other", release("save-on"));
            CompletableFuture<Void> hanging = CompletableFuture.runAsync(deaf::close);
            await(hangs);
            CompletableFuture.runAsync(other::close).get(30, TimeUnit.SECONDS);
            assertTrue(bench.server.commands.contains("save-on"));
            end.countDown();
            hanging.get(30, TimeUnit.SECONDS);
            leases.sweep();
            assertEquals(List.of("hang", "save-on"), bench.server.commands);
        } finally {
            end.countDown();
        }
    }

    @Test
    void aLeaseStaysWhileNobodyCanSayWhetherTheGameRuns() throws Exception {
        try (Bench bench = new Bench(temp, Shape.simple())) {
            bench.server.ownerSilent = true;
            bench.server.running = false;
            Leases leases = bench.workshop.leases;
            leases.begin(bench.server, "job", release("save-on")).close();
            assertEquals(List.of("saving-still-off"), bench.eventKinds());
            bench.server.ownerSilent = false;
            bench.server.running = true;
            leases.sweep();
            assertEquals(List.of("save-on"), bench.server.commands);
            assertEquals(List.of("saving-still-off", "saving-on-again"), bench.eventKinds());
        }
    }
}
