// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.itests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The instance is killed (kill -9) at seeded moments of a backup and of a restore, and started again. The points that
 * were hit are read from the journal afterwards. {@code bench/shown/2-3-kill} runs it longer.
 */
class KillTest {
    @TempDir
    Path folder;

    private final int n = Integer.getInteger("shown.n", 2);
    private final Random chance = new Random(Long.getLong("shown.seed", 7));
    private final Map<String, Integer> histogram = new TreeMap<>();
    private final Set<String> verified = new HashSet<>();

    @Test
    void aKilledInstanceLeavesNoHalfBackupAndAGameThatSaves() throws Exception {
        try (Installation product = Installation.in(folder, "höme of games");
                Sandbox sandbox = Sandbox.in(product, folder)) {
            product.start();
            sandbox.up();
            long usual = timed(product, "backup", "now", Sandbox.ID, "--wait");
            int again = 0;
            for (int i = 0; i < n; i++) {
                killed(product, usual, "backup", "now", Sandbox.ID, "--wait");
                settled(product, sandbox);
                Until.holds(
                        "saving on after a kill",
                        () -> sandbox.says() + "\n" + product.logged(),
                        () -> sandbox.says().contains("saving on"));
                verifies(product);
                again += product.run("backup", "now", Sandbox.ID, "--wait", "--json")
                                        .exit()
                                == 0
                        ? 1
                        : 0;
            }
            report("backup", again);
            assertTrue(again >= n * 0.9, "only " + again + " of " + n + " backups succeeded after the restart");
        }
    }

    @Test
    void aRestoreCutShortLeavesTheOldWorldOrTheNew() throws Exception {
        try (Installation product = Installation.in(folder, "höme of games");
                Sandbox sandbox = Sandbox.in(product, folder)) {
            product.start();
            sandbox.up();
            product.ask("backup", "now", Sandbox.ID, "--wait");
            product.ask("server", "console", Sandbox.ID, "save-all");
            long usual = timed(product, "restore", Sandbox.ID, "latest", "--yes", "--wait");
            for (int i = 0; i < n; i++) {
                sandbox.up();
                killed(product, usual, "restore", Sandbox.ID, "latest", "--yes", "--wait");
                settled(product, sandbox);
                assertTrue(sandbox.isASave(), () -> "the world is no save of the game; hit " + histogram);
                verifies(product);
                sandbox.up();
            }
            report("restore", n);
        }
    }

    private static long timed(Installation product, String... line) {
        long begin = System.nanoTime();
        product.ask(line);
        return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begin);
    }

    /** Begins something, kills the instance at some moment of it, and starts the instance again. */
    private void killed(Installation product, long usual, String... line) throws Exception {
        Set<String> before = ids(product.ask("jobs", "--limit", "1000"));
        CompletableFuture<Installation.Reply> reply = CompletableFuture.supplyAsync(() -> product.run(line));
        // The first time, which was measured, is the slowest.
        long moment = (long) (usual * (0.1 + 0.6 * chance.nextDouble()));
        try {
            reply.get(moment, TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            // as wished: it is under way
        }
        product.killAgent();
        reply.get(2, TimeUnit.MINUTES);
        product.start();
        String hit = "before the job";
        for (JsonNode job : product.ask("jobs", "--limit", "1000").path("jobs")) {
            if (!before.contains(job.path("id").asText())) {
                boolean over = job.path("state").asText().equals("succeeded");
                hit = over ? "after the job" : job.path("step").asText();
            }
        }
        histogram.merge(hit, 1, Integer::sum);
    }

    private static Set<String> ids(JsonNode jobs) {
        Set<String> ids = new HashSet<>();
        jobs.path("jobs").forEach(job -> ids.add(job.path("id").asText()));
        return ids;
    }

    private static void settled(Installation product, Sandbox sandbox) throws InterruptedException {
        Until.holds(
                "one result for each job",
                () -> sandbox.unfinished() + product.logged(),
                () -> sandbox.unfinished().isEmpty());
    }

    /** Whatever is listed reads back, byte for byte; the others do not exist for anybody. */
    private void verifies(Installation product) {
        for (JsonNode snapshot : product.ask("backup", "list", Sandbox.ID).path("snapshots")) {
            if (verified.add(snapshot.path("id").asText())) {
                Installation.Reply reply = product.run(
                        "backup", "verify", Sandbox.ID, snapshot.path("id").asText(), "--wait", "--json");
                assertEquals(0, reply.exit(), () -> "a half backup is listed: " + snapshot + reply);
            }
        }
    }

    private void report(String what, int again) throws Exception {
        ObjectNode report = new ObjectMapper().createObjectNode();
        report.put("killed_during", what).put("kills", n).put("seed", Long.getLong("shown.seed", 7));
        report.put("fine_after_restart", again).put("snapshots_verified", verified.size());
        histogram.forEach(report.putObject("hit")::put);
        Path out = Files.createDirectories(Installation.ROOT.resolve("build/shown"));
        Files.writeString(out.resolve("2-3-kill-" + what + ".json"), report.toPrettyString());
        assertEquals(n, histogram.values().stream().mapToInt(Integer::intValue).sum());
    }
}
