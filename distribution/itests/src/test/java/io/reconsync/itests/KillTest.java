// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.itests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The instance is killed (kill -9) in each step of a backup and of a restore, at a seeded moment of it, and started
 * again. {@code bench/shown/2-3-kill} runs it longer.
 */
class KillTest {
    private static final int WORLD_MB = Integer.getInteger("shown.world_mb", 8);

    private static final List<String> BACKUP = List.of("quiesce", "settle", "read", "pack", "check", "store");
    private static final List<String> RESTORE = List.of(
            "fetch", "unpack", "judge", "stop", "safety", "settle", "read", "pack", "check", "store", "swap", "start");

    @TempDir
    Path folder;

    private final int n = Integer.getInteger("shown.n", 2);
    private final long seed = Long.getLong("shown.seed", 7);
    private final Set<String> verified = new HashSet<>();

    @Test
    void aKilledInstanceLeavesNoHalfBackupAndAGameThatSaves() throws Exception {
        try (Installation product = Installation.in(folder, "höme of games");
                Sandbox sandbox = Sandbox.in(product, folder, WORLD_MB)) {
            product.start();
            sandbox.up();
            Kept kept = new Kept(product.home.resolve("data/backups"));
            String[] line = {"backup", "now", Sandbox.ID, "--wait"};
            Kills kills = new Kills("backup", BACKUP, product, folder, seed, line);
            long game = sandbox.pid();
            while (!kills.enough(n)) {
                Kills.Hit hit = kills.kill();
                assertEquals(List.of(), kept.halves(), () -> "a half backup looks whole after " + hit);
                product.start();
                settled(product, sandbox);
                Until.holds(
                        "saving on after " + hit,
                        sandbox::says,
                        () -> sandbox.says().contains("saving on"));
                assertEquals(game, sandbox.pid(), "the game was to live on");
                assertEquals(List.of(), kept.halves(), () -> "a half backup looks whole after " + hit);
                kills.became(hit, hit.job().map(job -> state(product, job)).orElse("not begun"));
                verifies(product, hit);
                kills.report(Map.of("snapshots_verified", verified.size(), "world_mb", WORLD_MB));
            }
            assertTrue(kills.everywhere(n), kills::toString);
            assertTrue(kills.came("succeeded") >= kills.begun() * 0.9, kills::toString);
            product.ask("backup", "now", Sandbox.ID, "--wait");
        }
    }

    @Test
    void aRestoreCutShortLeavesTheOldWorldOrTheNew() throws Exception {
        try (Installation product = Installation.in(folder, "höme of games");
                Sandbox sandbox = Sandbox.in(product, folder, WORLD_MB)) {
            product.start();
            sandbox.up();
            product.ask("backup", "now", Sandbox.ID, "--wait");
            Map<String, String> fresh = sandbox.sums();
            String snapshot = product.ask("backup", "show", Sandbox.ID, "latest")
                    .path("id")
                    .asText();
            product.ask("server", "console", Sandbox.ID, "save-all");
            String[] line = {"restore", Sandbox.ID, snapshot, "--yes", "--wait"};
            Kills kills = new Kills("restore", RESTORE, product, folder, seed, line);
            assertEquals(fresh, sandbox.sums(), "the restore itself");
            int[] worlds = new int[2];
            while (!kills.enough(n)) {
                sandbox.up();
                product.ask("server", "console", Sandbox.ID, "save-all");
                Until.holds("a save", sandbox::says, () -> sandbox.isTheLastSave());
                Kills.Hit hit = kills.kill();
                product.start();
                settled(product, sandbox);
                // A game that was being stopped may still save.
                Until.holds(
                        "the old world or the new after " + hit,
                        product::logged,
                        () -> restored(sandbox, fresh) || sandbox.isTheLastSave());
                boolean restored = restored(sandbox, fresh);
                worlds[restored ? 1 : 0]++;
                String state = hit.job().map(job -> state(product, job)).orElse("not begun");
                kills.became(hit, state + (restored ? ", new world" : ", old world"));
                assertTrue(restored || !state.equals("succeeded"), () -> "a restore that was none: " + hit);
                verifies(product, hit);
                sandbox.up();
                kills.report(Map.of("old_world", worlds[0], "new_world", worlds[1], "world_mb", WORLD_MB));
            }
            assertTrue(kills.everywhere(n), kills::toString);
        }
    }

    private static boolean restored(Sandbox sandbox, Map<String, String> fresh) {
        try {
            return fresh.equals(sandbox.sums());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String state(Installation product, String job) {
        return product.ask("jobs", "show", job).path("state").asText();
    }

    private static void settled(Installation product, Sandbox sandbox) throws InterruptedException {
        Until.holds(
                "one result for each job",
                () -> sandbox.unfinished() + product.logged(),
                () -> sandbox.unfinished().isEmpty());
    }

    /** Whatever is listed reads back, byte for byte; the others do not exist for anybody. */
    private void verifies(Installation product, Kills.Hit hit) {
        for (JsonNode snapshot : product.ask("backup", "list", Sandbox.ID).path("snapshots")) {
            if (verified.add(snapshot.path("id").asText())) {
                Installation.Reply reply = product.run(
                        "backup", "verify", Sandbox.ID, snapshot.path("id").asText(), "--wait", "--json");
                assertEquals(0, reply.exit(), () -> "a half backup is listed: " + snapshot + reply + " after " + hit);
            }
        }
    }
}
