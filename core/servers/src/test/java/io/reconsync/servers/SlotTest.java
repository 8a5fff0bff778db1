// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.servers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.reconsync.api.Deadline;
import io.reconsync.api.ReconException;
import io.reconsync.api.game.Capability;
import io.reconsync.api.game.GameAdapter;
import io.reconsync.api.game.GameEvent;
import io.reconsync.api.game.GameServer;
import io.reconsync.api.game.HealthState;
import io.reconsync.api.game.LogInterpreter;
import io.reconsync.api.game.Player;
import io.reconsync.contract.config.ServerConfig.Control;
import io.reconsync.contract.servers.Server;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Profile and adapter come and go while the game runs on. */
class SlotTest {
    @TempDir
    Path home;

    private Yardstick yard;

    @BeforeEach
    void open() throws Exception {
        yard = new Yardstick(home);
        yard.books.put(yard.config(new Control.Own()));
        yard.open();
    }

    @AfterEach
    void close() {
        yard.close();
    }

    private static final class FooAdapter implements GameAdapter {
        @Override
        public Set<String> games() {
            return Set.of("foo");
        }

        @Override
        public Set<Capability> capabilities() {
            return Set.of(Capability.PLAYERS, Capability.INTERPRETS_LOG);
        }

        @Override
        public List<Player> players(GameServer server, Deadline deadline) {
            return List.of(Player.named("from the adapter of " + server.values().get("extra")));
        }

        @Override
        public Map<String, String> values(GameServer server) {
            return Map.of("extra", server.values().get("map") + "!", "map", "never");
        }

        @Override
        public Optional<LogInterpreter> interpreter(GameServer server) {
            return Optional.of((line, out) -> {
                if (line.text().equals("two lines")) {
                    out.accept(new GameEvent.Chat("x", "y"));
                }
            });
        }
    }

    @Test
    void withoutItsGameAServerIsUnknownAndSaysWhy() {
        Server server = yard.server();
        assertFalse(server.adapterPresent());
        assertEquals(HealthState.UNKNOWN, server.state());
        assertTrue(server.adapterProblem().orElseThrow().contains("games/foo.yaml"));
        ReconException error = assertThrows(ReconException.class, () -> server.start(Yardstick.soon()));
        assertEquals("adapter-missing", error.code());
    }

    @Test
    void theGameIsWatchedOnWhileItsProfileIsAwayAndAllComesBack() throws Exception {
        yard.books.profiles.put("foo", Yardstick.profile(List.of()));
        yard.books.changed();
        Server server = yard.server();
        assertEquals(HealthState.STOPPED, server.state());
        server.start(Yardstick.soon());
        Yardstick.until("ready", server::ready);
        assertEquals(HealthState.RUNNING, server.state());
        var profile = yard.books.profiles.remove("foo");
        yard.books.changed();
        assertEquals(HealthState.UNKNOWN, server.state());
        assertTrue(server.running());
        yard.books.profiles.put("foo", profile);
        yard.books.changed();
        assertEquals(HealthState.RUNNING, server.state());
        ProcessHandle.of(server.process().orElseThrow().pid()).orElseThrow().destroyForcibly();
        Yardstick.until("the exit", () -> yard.exit().isPresent());
    }

    @Test
    void anAdapterAddsWhatTheProfileCannotSay() throws Exception {
        yard.books.profiles.put("foo", Yardstick.profile(List.of()));
        FooAdapter adapter = new FooAdapter();
        yard.offers.add(adapter);
        Server server = yard.server();
        assertEquals("TheIsland", server.values().get("map"), "the configuration wins");
        assertEquals(List.of(Player.named("from the adapter of TheIsland!")), server.players(Yardstick.soon()));
        assertEquals(Optional.of("fake"), server.adapterPlugin());
        server.start(Yardstick.soon());
        Yardstick.until("ready", server::ready);
        server.console(Yardstick.soon()).send("print two lines", Yardstick.soon());
        Yardstick.until("the event", () -> yard.events.contains(new GameEvent.Chat("x", "y")));
        yard.servers.leave("fake");
        assertEquals(Optional.empty(), server.adapterPlugin());
        assertEquals(List.of(), server.players(Yardstick.soon()));
        yard.servers.takeBack("fake");
        assertEquals(Optional.of("fake"), server.adapterPlugin());
        yard.offers.remove(adapter);
        assertEquals(Optional.empty(), server.adapterPlugin());
    }
}
