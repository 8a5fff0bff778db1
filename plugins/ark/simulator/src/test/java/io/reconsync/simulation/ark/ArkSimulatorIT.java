// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.simulation.ark;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.reconsync.simulation.SimVerify;
import io.reconsync.simulation.harness.GameProcess;
import io.reconsync.simulation.harness.RconProbe;
import io.reconsync.simulation.world.Verdict;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ArkSimulatorIT {
    private static final String MAIN = "io.reconsync.simulation.ark.Main";

    @TempDir
    Path folder;

    private GameProcess start(String game, String... more) throws Exception {
        List<String> arguments = new ArrayList<>(List.of("--game", game, "--speed", "50", "--password", "s3cret"));
        arguments.addAll(List.of("--world-mb", "4", "--set", "rcon-wrong-id=0"));
        arguments.addAll(List.of(more));
        return GameProcess.start(MAIN, folder, arguments.toArray(String[]::new));
    }

    private Verdict verify() throws Exception {
        List<Verdict> verdicts = SimVerify.verify(folder.resolve("game"));
        assertEquals(1, verdicts.size(), verdicts::toString);
        return verdicts.get(0);
    }

    private String log() throws IOException {
        return Files.readString(folder.resolve("game/ShooterGame/Saved/Logs/ShooterGame.log"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"ark-se", "ark-sa"})
    void savesByRconAndAnswersAfterwards(String kind) throws Exception {
        try (GameProcess game = start(kind);
                RconProbe rcon = new RconProbe(game.port("console-port"))) {
            game.awaitReady();
            assertEquals(new RconProbe.Packet(1, 2, ""), rcon.login("s3cret"));
            assertEquals("No Players Connected \n ", rcon.run("ListPlayers"));
            assertEquals("Server received, But no response!! \n ", rcon.run("KeepAlive"));
            game.control("join Bob, 123");
            assertEquals("World Saved \n ", rcon.run("SaveWorld"));
            Map<?, ?> save = game.ledger("save-end").get(1);
            Verdict verdict = verify();
            assertEquals(Verdict.Status.OK, verdict.status(), verdict.problems()::toString);
            assertEquals(save.get("tree"), verdict.tree());
            String line =
                    kind.equals("ark-se") ? "World Save Complete\\. Took \\d" : "World Save Complete\\. Took: \\d";
            assertTrue(log().lines().anyMatch(each -> each.matches(".*" + line + ".*")), log());
            assertEquals(kind.equals("ark-sa"), log().contains("Bob, 123 [UniqueNetId:0002"));
            assertEquals("Exiting... \n ", rcon.run("DoExit"));
            assertEquals(0, game.exitCode());
            assertEquals(2, game.ledger("save-end").size());
            assertEquals(Verdict.Status.OK, verify().status());
        }
    }

    @Test
    void ascendedAnswersNoQuery() throws Exception {
        try (GameProcess game = start("ark-sa")) {
            assertTrue(game.ledger("ports").get(0).toString().contains("console-port"));
            assertFalse(game.ledger("ports").get(0).toString().contains("query-port"));
        }
    }

    @Test
    void aWrongPasswordGetsMinusOneAndTheDoor() throws Exception {
        try (GameProcess game = start("ark-se");
                RconProbe rcon = new RconProbe(game.port("console-port"))) {
            assertEquals(new RconProbe.Packet(-1, 2, ""), rcon.login("wrong"));
            assertThrows(IOException.class, rcon::read);
        }
    }

    @Test
    void sourceModeSendsAnEmptyValueFirstAndMirrors() throws Exception {
        try (GameProcess game = start("ark-se", "--set", "rcon-auth=source");
                RconProbe rcon = new RconProbe(game.port("console-port"))) {
            assertEquals(new RconProbe.Packet(1, 0, ""), rcon.login("s3cret"));
            assertEquals(new RconProbe.Packet(1, 2, ""), rcon.read());
            rcon.send(3, 0, "");
            assertEquals(new RconProbe.Packet(3, 0, ""), rcon.read());
            assertEquals(new RconProbe.Packet(3, 0, "\0\1\0\0"), rcon.read());
        }
    }

    @Test
    void aLongListComesInSeveralPacketsAndTinySegments() throws Exception {
        try (GameProcess game = start("ark-se", "--set", "rcon-chop=1");
                RconProbe rcon = new RconProbe(game.port("console-port"))) {
            game.awaitReady();
            game.control("crowd 200");
            rcon.login("s3cret");
            rcon.send(7, 2, "ListPlayers");
            StringBuilder all = new StringBuilder();
            int packets = 0;
            while (!all.toString().contains("199. ")) {
                all.append(rcon.read().body());
                packets++;
            }
            assertTrue(packets >= 2, "packets: " + packets);
            assertEquals(201, all.toString().split("\n").length);
        }
    }

    @Test
    void theConsoleStallsDuringASave() throws Exception {
        try (GameProcess game = start("ark-se");
                RconProbe rcon = new RconProbe(game.port("console-port"))) {
            game.awaitReady();
            rcon.login("s3cret");
            game.control("save-delay 1000");
            game.control("save");
            GameProcess.await("saving", () -> Boolean.TRUE.equals(game.state().get("saving")));
            long from = System.nanoTime();
            rcon.run("ListPlayers");
            assertTrue(System.nanoTime() - from > 500_000_000L, "the reply came at once");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"ark-se", "ark-sa"})
    void aCrashBetweenUnlinkAndRenameLeavesNoWorldToStart(String kind) throws Exception {
        try (GameProcess game = start(kind)) {
            game.awaitReady();
            game.control("crash segv at rename");
            game.control("save");
            assertEquals(139, game.exitCode());
        }
        assertEquals(Verdict.Status.TORN, verify().status());
        assertTrue(log().contains("Signal 11 caught"));
        Process again = GameProcess.launch(MAIN, folder, "--game", kind);
        assertTrue(again.waitFor(30, TimeUnit.SECONDS));
        assertEquals(1, again.exitValue());
    }

    @Test
    void aCrashAfterTheProfilesLeavesAMixedWorld() throws Exception {
        try (GameProcess game = start("ark-se")) {
            game.awaitReady();
            game.control("crash kill at unlink");
            game.control("save");
            assertEquals(137, game.exitCode());
        }
        assertEquals(Verdict.Status.MIXED, verify().status());
    }

    @Test
    void aProfileOfAnotherSaveIsMixed() throws Exception {
        Path profile = folder.resolve("game/ShooterGame/Saved/SavedArks/76561198000000001.arkprofile");
        try (GameProcess game = start("ark-se")) {
            game.awaitReady();
            byte[] old = Files.readAllBytes(profile);
            game.control("save wait");
            assertEquals(Verdict.Status.OK, verify().status());
            Files.write(profile, old);
            assertEquals(Verdict.Status.MIXED, verify().status());
            Files.write(profile, new byte[0]);
            assertEquals(Verdict.Status.TORN, verify().status());
        }
    }

    @Test
    void ascendedWorldWithoutItsLogIsMixed() throws Exception {
        try (GameProcess game = start("ark-sa")) {
            game.awaitReady();
            game.control("save wait");
            Path world = folder.resolve("game/ShooterGame/Saved/SavedArks/TheIsland_WP/TheIsland_WP.ark");
            assertTrue(Files.exists(world.resolveSibling("TheIsland_WP.ark-wal")));
            Path copy = Files.createDirectory(folder.resolve("copy"));
            Files.copy(world, copy.resolve("TheIsland_WP.ark"));
            assertEquals(Verdict.Status.MIXED, SimVerify.verify(copy).get(0).status());
        }
    }

    @Test
    void aLockOnAProfileMakesTheSaveFailThoughTheReplySaysSaved() throws Exception {
        Path profile = folder.resolve("game/ShooterGame/Saved/SavedArks/76561198000000001.arkprofile");
        try (GameProcess game = start("ark-se");
                RconProbe rcon = new RconProbe(game.port("console-port"))) {
            game.awaitReady();
            rcon.login("s3cret");
            try (FileChannel channel = FileChannel.open(profile, StandardOpenOption.WRITE)) {
                channel.lock();
                assertEquals("World Saved \n ", rcon.run("SaveWorld"));
            }
            assertTrue(log().contains("is locked by another process"), log());
            assertFalse(log().contains("World Save Complete"));
        }
    }

    @Test
    void realArgumentsAreUnderstood() throws Exception {
        String arguments = "TheCenter?listen?SessionName=My Server?Port=0?RCONPort=0?ServerAdminPassword=abc";
        Process process = GameProcess.launch(MAIN, folder, "--speed", "50", "--", arguments, "-server", "-log");
        try {
            Path world = folder.resolve("game/ShooterGame/Saved/SavedArks/TheCenter.ark");
            GameProcess.await(
                    "the world and the name",
                    () -> Files.exists(world) && log().contains("Server: \"My Server\" has successfully started!"));
            assertTrue(process.isAlive());
        } finally {
            process.destroyForcibly().waitFor();
        }
    }
}
