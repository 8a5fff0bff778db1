// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.simulation.valheim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.reconsync.simulation.harness.GameProcess;
import io.reconsync.simulation.harness.Judges;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("judges")
class JudgesTest {
    @TempDir
    Path folder;

    private GameProcess game;

    @BeforeEach
    void start() throws Exception {
        String main = "io.reconsync.simulation.valheim.Main";
        game = GameProcess.start(
                main, folder, "--speed", "50", "--world-mb", "1", "--set", "name=Judged Valheim", "--log", log());
        game.awaitReady();
        game.control("join Bob");
    }

    private String log() {
        return folder.resolve("log.txt").toString();
    }

    @AfterEach
    void stop() throws Exception {
        game.close();
    }

    @Test
    void gamedigReadsNameAndCount() throws Exception {
        Map<?, ?> seen = Judges.node("gamedig", "valheim", "" + game.port("query-port"));
        assertEquals("Judged Valheim", seen.get("name"));
        assertEquals(1L, seen.get("numplayers"));
        assertEquals(true, seen.get("password"));
    }

    @Test
    void quakestatReadsNameAndCount() throws Exception {
        String seen = Judges.quakestat(game.port("query-port"));
        assertTrue(seen.contains("|Judged Valheim|Judged Valheim|64|1|"), seen);
    }
}
