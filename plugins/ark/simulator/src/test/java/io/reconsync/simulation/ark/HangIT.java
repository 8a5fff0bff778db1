// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.simulation.ark;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.reconsync.simulation.harness.A2sProbe;
import io.reconsync.simulation.harness.GameProcess;
import io.reconsync.simulation.harness.RconProbe;
import java.net.SocketTimeoutException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What hangs, lags and nonsense look like from outside. */
class HangIT {
    @TempDir
    Path folder;

    private GameProcess game;

    @BeforeEach
    void start() throws Exception {
        String main = "io.reconsync.simulation.ark.Main";
        game = GameProcess.start(
                main, folder, "--speed", "50", "--world-mb", "1", "--password", "x", "--set", "rcon-wrong-id=0");
        game.awaitReady();
    }

    @AfterEach
    void stop() throws Exception {
        game.close();
    }

    @Test
    void fullyHungAcceptsAndAnswersNobodyUntilItGoesOn() throws Exception {
        try (RconProbe rcon = new RconProbe(game.port("console-port"));
                A2sProbe query = new A2sProbe(game.port("query-port"))) {
            rcon.login("x");
            assertEquals("ok ", game.control("hang full"));
            game.control("save");
            assertThrows(SocketTimeoutException.class, () -> query.ask(A2sProbe.INFO));
            try (RconProbe second = new RconProbe(game.port("console-port"))) {
                second.send(1, 3, "x");
                rcon.send(7, 2, "ListPlayers");
                assertEquals(1, game.ledger("save-end").size());
                game.control("unhang");
                assertEquals(1, second.read().id());
                assertEquals("No Players Connected \n ", rcon.read().body());
            }
            GameProcess.await("the save", () -> game.ledger("save-end").size() == 2);
        }
    }

    @Test
    void aHungConsoleLeavesTheQueryAlone() throws Exception {
        try (RconProbe rcon = new RconProbe(game.port("console-port"));
                A2sProbe query = new A2sProbe(game.port("query-port"))) {
            game.control("hang console");
            rcon.send(1, 3, "x");
            assertTrue(query.askWithChallenge(A2sProbe.INFO).startsWith("ffffffff49"));
            game.control("unhang");
            assertEquals(1, rcon.read().id());
        }
    }

    @Test
    void aStoppedProcessStillAcceptsConnections() throws Exception {
        game.control("hang stop");
        try (A2sProbe query = new A2sProbe(game.port("query-port"))) {
            GameProcess.await("the stop", () -> {
                try {
                    query.ask(A2sProbe.INFO);
                    return false;
                } catch (SocketTimeoutException silent) {
                    return true;
                }
            });
            try (RconProbe rcon = new RconProbe(game.port("console-port"))) {
                rcon.send(1, 3, "x");
                game.signal("CONT");
                assertEquals(1, rcon.read().id());
            }
        }
    }

    @Test
    void lostDatagramsAreLostAndLateRepliesLate() throws Exception {
        try (A2sProbe query = new A2sProbe(game.port("query-port"))) {
            game.control("latency 300 0");
            long from = System.nanoTime();
            query.ask(A2sProbe.INFO);
            assertTrue(System.nanoTime() - from >= 300_000_000L);
            game.control("udp-loss 1");
            assertThrows(SocketTimeoutException.class, () -> query.ask(A2sProbe.INFO));
        }
    }

    @Test
    void nonsenseOnTheWireEndsOneConnectionOnly() throws Exception {
        try (RconProbe wrong = new RconProbe(game.port("console-port"));
                RconProbe large = new RconProbe(game.port("console-port"))) {
            wrong.send(1, 2, "no login");
            assertThrows(java.io.IOException.class, wrong::read);
            large.send(1, 3, "p".repeat(70_000));
            assertThrows(java.io.IOException.class, large::read);
        }
        try (RconProbe rcon = new RconProbe(game.port("console-port"))) {
            assertEquals(1, rcon.login("x").id());
        }
    }

    @Test
    void controlExplainsWhatItDoesNotUnderstand() throws Exception {
        assertEquals("error unknown command nonsense", game.control("nonsense"));
        assertEquals("error nobody is called Bob", game.control("leave Bob"));
        assertTrue(game.control("crash softly").startsWith("error unknown crash 'softly'"));
        assertEquals("ok ", game.control("join line\\nbreak \\u0041"));
        assertEquals(java.util.List.of("line\nbreak A"), game.state().get("players"));
    }
}
