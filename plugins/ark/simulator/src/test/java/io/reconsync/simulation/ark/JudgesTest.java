// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.simulation.ark;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.reconsync.simulation.harness.GameProcess;
import io.reconsync.simulation.harness.Judges;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("judges")
class JudgesTest {
    @TempDir
    Path folder;

    private GameProcess start(String game, String... more) throws Exception {
        List<String> arguments = new ArrayList<>(List.of("--game", game, "--speed", "50", "--world-mb", "1"));
        arguments.addAll(List.of("--password", "s3cret", "--set", "rcon-wrong-id=0", "--set", "name=Judged ARK"));
        arguments.addAll(List.of(more));
        GameProcess started =
                GameProcess.start("io.reconsync.simulation.ark.Main", folder, arguments.toArray(String[]::new));
        started.awaitReady();
        started.control("join Bob, 123");
        return started;
    }

    @Test
    void gamedigReadsNamePlayersAndSplitRules() throws Exception {
        try (GameProcess game = start("ark-se")) {
            Map<?, ?> seen = Judges.node("gamedig", "ase", "" + game.port("query-port"));
            assertEquals("Judged ARK - (v361.7)", seen.get("name"));
            assertEquals("TheIsland", seen.get("map"));
            assertEquals(List.of("Bob, 123"), seen.get("players"));
            assertEquals(62L, seen.get("rules"));
        }
    }

    @Test
    void quakestatReadsNamePlayersAndRules() throws Exception {
        try (GameProcess game = start("ark-se", "--set", "a2s-split=4000")) {
            String seen = Judges.quakestat(game.port("query-port"));
            assertTrue(seen.contains("|Judged ARK - (v361.7)|TheIsland|70|1|"), seen);
            assertTrue(seen.contains("Bob, 123|"), seen);
            assertTrue(seen.contains("|DayTime_s=12|"), seen);
        }
    }

    @Test
    void rconClientTalksToArk() throws Exception {
        try (GameProcess game = start("ark-sa")) {
            Map<?, ?> seen = Judges.node(
                    "rcon", "" + game.port("console-port"), "s3cret", "ListPlayers", "KeepAlive", "SaveWorld");
            List<?> replies = (List<?>) seen.get("replies");
            assertTrue(replies.get(0).toString().matches("0\\. Bob, 123, 0002[0-9a-f]{28} \n "), replies::toString);
            assertEquals("Server received, But no response!! \n ", replies.get(1));
            assertEquals("World Saved \n ", replies.get(2));
        }
    }

    @Test
    void rconClientTalksToSourceMode() throws Exception {
        try (GameProcess game = start("ark-se", "--set", "rcon-auth=source", "--set", "rcon-chop=1")) {
            Map<?, ?> seen = Judges.node("rcon", "" + game.port("console-port"), "s3cret", "SaveWorld", "GetChat");
            assertEquals(List.of("World Saved \n ", "Server received, But no response!! \n "), seen.get("replies"));
        }
    }
}
