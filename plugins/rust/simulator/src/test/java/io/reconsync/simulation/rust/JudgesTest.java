// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.simulation.rust;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.reconsync.simulation.harness.GameProcess;
import io.reconsync.simulation.harness.Judges;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("judges")
class JudgesTest {
    @TempDir
    Path folder;

    private GameProcess game;

    private void start(String split) throws Exception {
        game = GameProcess.start(
                "io.reconsync.simulation.rust.Main",
                folder,
                "--speed",
                "50",
                "--world-mb",
                "1",
                "--password",
                "s3cret",
                "--set",
                "name=Judged Rust",
                "--set",
                "webrcon-noise=1",
                "--set",
                "a2s-split=" + split);
        game.awaitReady();
        game.control("join Bob, 123");
        game.control("join a/b [x]");
    }

    @AfterEach
    void stop() throws Exception {
        game.close();
    }

    @Test
    void gamedigReadsNamePlayersAndSplitRules() throws Exception {
        start("1248");
        Map<?, ?> seen = Judges.node("gamedig", "rust", "" + game.port("query-port"));
        assertEquals("Judged Rust", seen.get("name"));
        assertEquals(List.of("Bob, 123", "a/b [x]"), seen.get("players"));
        assertEquals(21L, seen.get("rules"));
        assertTrue(seen.get("keywords").toString().contains("born1700000000"));
    }

    @Test
    void quakestatReadsNamePlayersAndRules() throws Exception {
        start("4000");
        String seen = Judges.quakestat(game.port("query-port"));
        assertTrue(seen.contains("|Judged Rust|Procedural Map|50|2|"), seen);
        assertTrue(seen.contains("Bob, 123|"), seen);
        assertTrue(seen.contains("|world.size=3000|"), seen);
    }

    @Test
    void rustrconGetsTheReplyAmidConsoleLines() throws Exception {
        start("1248");
        Map<?, ?> seen = Judges.node("rustrcon", "" + game.port("console-port"), "s3cret", "playerlist");
        assertEquals(2, ((List<?>) seen.get("reply")).size());
        assertEquals("Bob, 123", ((Map<?, ?>) ((List<?>) seen.get("reply")).get(0)).get("DisplayName"));
        assertEquals(List.of(0L), seen.get("unasked"));
    }
}
