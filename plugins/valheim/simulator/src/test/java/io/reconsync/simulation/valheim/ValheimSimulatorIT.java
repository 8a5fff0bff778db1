// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.simulation.valheim;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.reconsync.simulation.SimVerify;
import io.reconsync.simulation.harness.A2sProbe;
import io.reconsync.simulation.harness.GameProcess;
import io.reconsync.simulation.world.Verdict;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ValheimSimulatorIT {
    private static final String MAIN = "io.reconsync.simulation.valheim.Main";

    @TempDir
    Path folder;

    private GameProcess start(String layout, String... more) throws Exception {
        List<String> arguments =
                new ArrayList<>(List.of("--speed", "50", "--world-mb", "4", "--set", "world=My World"));
        arguments.addAll(List.of("--set", "layout=" + layout, "--log", log().toString()));
        arguments.addAll(List.of(more));
        return GameProcess.start(MAIN, folder, arguments.toArray(String[]::new));
    }

    private Path log() {
        return folder.resolve("valheim log.txt");
    }

    private boolean logged(String pattern) throws IOException {
        return Files.readAllLines(log()).stream().anyMatch(line -> line.matches(".*" + pattern + ".*"));
    }

    private Verdict verify() throws IOException {
        List<Verdict> verdicts = SimVerify.verify(folder.resolve("game"));
        assertEquals(1, verdicts.size(), verdicts::toString);
        return verdicts.get(0);
    }

    private List<String> world() throws IOException {
        try (Stream<Path> files = Files.list(folder.resolve("game/worlds_local/My World"))) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"old", "1.0"})
    void savesByItselfAndTheLedgerKnowsTheTree(String layout) throws Exception {
        String done = layout.equals("old")
                ? "World saved \\( [\\d.]+ms \\)"
                : "World save \\(5/5\\) done\\. Total time \\[\\d+ms\\]";
        try (GameProcess game = start(layout)) {
            game.awaitReady();
            assertTrue(logged("^\\d\\d/\\d\\d/\\d{4} \\d\\d:\\d\\d:\\d\\d: Game server connected"));
            assertFalse(logged(done));
            for (int i = 0; i < 6; i++) {
                assertEquals("ok true", game.control("save wait"));
                List<Map<?, ?>> saves = game.ledger("save-end");
                Verdict verdict = verify();
                assertEquals(Verdict.Status.OK, verdict.status(), verdict.problems()::toString);
                assertEquals(saves.get(saves.size() - 1).get("tree"), verdict.tree());
                assertEquals(List.of(), verdict.leftovers());
            }
            assertTrue(logged(done));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"old", "1.0"})
    void anInterruptSavesAndEnds(String layout) throws Exception {
        long generation;
        try (GameProcess game = start(layout)) {
            game.awaitReady();
            game.control("join Bob");
            game.signal("INT");
            assertEquals(0, game.exitCode());
            assertTrue(logged("Stopping listening socket"));
            assertEquals("stop", game.ledger("save-end").get(1).get("cause"));
            generation = verify().generation();
        }
        try (GameProcess game = start(layout)) {
            assertEquals(generation, game.state().get("completed"));
            assertEquals(1L, game.state().get("events"));
            assertEquals("ok true", game.control("save wait"));
            assertEquals(Verdict.Status.OK, verify().status());
        }
    }

    @Test
    void aSecondInterruptAbortsTheSave() throws Exception {
        try (GameProcess game = start("old")) {
            game.awaitReady();
            game.control("save-delay 5000");
            game.signal("INT");
            GameProcess.await(
                    "saving",
                    () -> game.ledger("save-phase").stream()
                                    .filter(phase -> "writing".equals(phase.get("phase")))
                                    .count()
                            == 2);
            game.signal("INT");
            assertEquals(130, game.exitCode());
            assertEquals(1, game.ledger("save-end").size());
            assertEquals(List.of("My World.db.new"), verify().leftovers());
        }
    }

    @Test
    void aCrashBeforeTheCommitMarkerLeavesTheSetBefore() throws Exception {
        long generation;
        try (GameProcess game = start("1.0")) {
            game.awaitReady();
            generation = verify().generation();
            game.control("crash kill at ok");
            game.control("save");
            assertEquals(137, game.exitCode());
        }
        assertEquals(Verdict.Status.OK, verify().status());
        assertEquals(generation, verify().generation());
        assertFalse(verify().leftovers().isEmpty());
        try (GameProcess game = start("1.0")) {
            assertEquals(List.of(), verify().leftovers());
            assertEquals("ok true", game.control("save wait"));
            assertEquals(Verdict.Status.OK, verify().status());
        }
    }

    @Test
    void aKillBetweenTheSwapsIsMixedAndRefused() throws Exception {
        try (GameProcess game = start("old")) {
            game.awaitReady();
            game.control("crash kill at swap.fwl");
            game.control("save");
            assertEquals(137, game.exitCode());
        }
        assertEquals(Verdict.Status.MIXED, verify().status());
        Process again = GameProcess.launch(
                MAIN, folder, "--set", "world=My World", "--set", "layout=old", "--log", log().toString());
        assertTrue(again.waitFor(30, TimeUnit.SECONDS));
        assertEquals(1, again.exitValue());
        assertTrue(logged("Error loading save"));
    }

    @Test
    void withoutTheMarkerOrAChunkTheSetIsNotWhole() throws Exception {
        try (GameProcess game = start("1.0")) {
            game.awaitReady();
        }
        Path world = folder.resolve("game/worlds_local/My World");
        assertArrayEquals(new byte[] {41, 0, 0, 0}, Files.readAllBytes(world.resolve("_main.1.ok")));
        Path chunk = world.resolve(world().stream()
                .filter(name -> name.endsWith(".chunk"))
                .findFirst()
                .orElseThrow());
        byte[] bytes = Files.readAllBytes(chunk);
        Files.delete(chunk);
        assertEquals(Verdict.Status.MIXED, verify().status());
        Files.write(chunk, java.util.Arrays.copyOf(bytes, bytes.length - 1));
        assertEquals(Verdict.Status.TORN, verify().status());
        Files.write(chunk, bytes);
        assertEquals(Verdict.Status.OK, verify().status());
        Files.delete(world.resolve("_main.1.ok"));
        assertEquals(Verdict.Status.TORN, verify().status());
    }

    @Test
    void answersOnThePortAboveWithoutNames() throws Exception {
        try (GameProcess game = start("1.0");
                A2sProbe query = new A2sProbe(game.port("query-port"))) {
            assertEquals(game.port("game-port") + 1, game.port("query-port"));
            game.control("join Bob");
            assertTrue(query.askWithChallenge(A2sProbe.INFO).startsWith("ffffffff4911"));
            String players = query.askWithChallenge(A2sProbe.PLAYER);
            assertTrue(players.startsWith("ffffffff44" + "01" + "00" + "00" + "00000000"), players);
            game.control("hang query");
            assertThrows(SocketTimeoutException.class, () -> query.ask(A2sProbe.INFO));
        }
    }

    @Test
    void moreThanTenRequestsInASecondAreDropped() throws Exception {
        try (GameProcess game = start("1.0");
                A2sProbe query = new A2sProbe(game.port("query-port"))) {
            assertThrows(SocketTimeoutException.class, () -> {
                for (int i = 0; i < 60; i++) {
                    query.ask(A2sProbe.INFO);
                }
            });
        }
    }

    @Test
    void evilNamesAndDeathsGoToTheLogAsTheyAre() throws Exception {
        try (GameProcess game = start("1.0")) {
            game.awaitReady();
            game.control("evil");
            game.control("die Bob, 123");
            game.control("leave [x]");
            assertTrue(logged("Got character ZDOID from joined this ARK! : \\d+:1"));
            assertTrue(logged("Got character ZDOID from Bob, 123 : 0:0"));
            GameProcess.await("the respawn", () -> logged("ZDOID from Bob, 123 : \\d+:([5-9]|\\d{2,3})$"));
            assertTrue(logged("Closing socket 7656\\d{13}"));
        }
    }

    @Test
    void withoutALogFileThePortsStillComeFirst() throws Exception {
        Process process = GameProcess.launch(MAIN, folder, "--speed", "50", "--set", "crossplay=true");
        try (var out = process.inputReader()) {
            assertTrue(out.readLine().startsWith("{\"game-port\":"));
            assertTrue(out.readLine().contains("Valheim version: l-1.0.7"));
        } finally {
            process.destroyForcibly().waitFor();
        }
    }
}
