// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.itests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** One journey for each game: start, watch, back up, crash, lose the world, restore, go on. */
class JourneyTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @EnumSource
    void fromStartToRestoredWorld(Game game) throws Exception {
        try (Installation product = Installation.in(folder);
                Played played = Played.in(product, folder, game, "")) {
            product.start();
            product.ask("server", "start", played.id(), "--wait");
            JsonNode running = state(product, played, "running");
            comesAndGoes(product, played);
            String snapshot = backsUp(product, played);
            noticesTheKill(product, played, running.path("pid").asLong());
            loseAndRestore(product, played, snapshot);
        }
    }

    private static JsonNode server(Installation product, Played played) {
        return product.ask("server", "show", played.id());
    }

    private static JsonNode state(Installation product, Played played, String state) throws InterruptedException {
        return Until.present(
                "state " + state,
                () -> server(product, played) + "\n" + product.logged(),
                () -> Optional.of(server(product, played))
                        .filter(seen -> seen.path("state").asText().equals(state)
                                && seen.path("ready").asBoolean()));
    }

    private static String players(Installation product, Played played) {
        JsonNode shown =
                product.run("status", "--json").json().path("servers").path(0).path("players");
        return shown.asText("null");
    }

    /** A player is seen on the status screen, by the game's own query, and is gone again. */
    private static void comesAndGoes(Installation product, Played played) throws InterruptedException {
        played.control("join Ragnar");
        Until.holds(
                "one player", product::logged, () -> players(product, played).startsWith("1"));
        if (played.game != Game.VALHEIM) {
            JsonNode named = product.ask("players", played.id()).path("players");
            assertEquals("Ragnar", named.path(0).path("name").asText(), named::toString);
        }
        played.control("leave Ragnar");
        Until.holds("no player", product::logged, () -> players(product, played).startsWith("0"));
    }

    private static String backsUp(Installation product, Played played) {
        played.control("build a tower");
        if (played.game == Game.VALHEIM) {
            played.control("save wait");
        }
        int before = played.saves().size();
        JsonNode job = product.ask("backup", "now", played.id(), "--wait", "--label", "journey");
        assertEquals("succeeded", job.path("state").asText(), job::toString);
        JsonNode snapshot = product.ask("backup", "show", played.id(), "latest");
        assertEquals(played.game.grade, snapshot.path("grade").asText(), snapshot::toString);
        assertFalse(snapshot.path("verified").isNull(), snapshot::toString);
        if (played.game != Game.VALHEIM) {
            assertTrue(played.saves().size() > before, "the game was not asked to save");
        }
        product.ask("backup", "verify", played.id(), "latest", "--wait");
        return snapshot.path("id").asText();
    }

    /** The end of the process is an event: seen at once, not at the next probe; then the game is started again. */
    private static void noticesTheKill(Installation product, Played played, long pid) throws InterruptedException {
        ProcessHandle.of(pid).orElseThrow().destroyForcibly();
        long killed = System.nanoTime();
        Until.holds(
                "the crash's notice",
                product::logged,
                () -> !server(product, played).path("state").asText().equals("running"));
        Duration took = Duration.ofNanos(System.nanoTime() - killed);
        assertTrue(took.toSeconds() < 20, "noticed only after " + took);
        JsonNode again = state(product, played, "running");
        assertNotEquals(pid, again.path("pid").asLong());
    }

    private static void loseAndRestore(Installation product, Played played, String snapshot) throws Exception {
        product.ask("server", "stop", played.id(), "--wait");
        JsonNode stopped = server(product, played);
        assertEquals("stopped", stopped.path("state").asText(), stopped::toString);
        Played.delete(played.world());
        assertFalse(Files.exists(played.world()));

        JsonNode job = product.ask("restore", played.id(), snapshot, "--yes", "--wait");
        assertEquals("succeeded", job.path("state").asText(), job::toString);
        JsonNode verdict = played.judge(played.world());
        assertEquals("ok", verdict.path("status").asText(), verdict::toString);
        JsonNode world = verdict.path("worlds").path(0);
        assertTrue(played.isASave(world), () -> verdict + " is no save of " + played.saves());

        product.ask("server", "start", played.id(), "--wait");
        state(product, played, "running");
        assertTrue(
                played.ledger().stream()
                        .anyMatch(line -> line.path("event").asText().equals("loaded")
                                && line.toString()
                                        .contains(world.path("generation").toString())),
                "the game did not load the restored generation");
    }
}
