// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.protocol.log;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.reconsync.api.ReconException;
import io.reconsync.api.game.GameEvent;
import io.reconsync.api.game.GameProfile;
import io.reconsync.api.game.Player;
import io.reconsync.protocol.net.Malformed;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LogPatternsTest {
    private final LogPatterns patterns = LogPatterns.of(
            "games/foo.yaml",
            Profiles.of(
                    "^Done \\(",
                    "^Saved the world",
                    List.of("Fatal", "^Crash"),
                    "^<[^>]+> ",
                    "ignore",
                    "^\\[chat\\] (?<name>\\S+): (?<text>.*)$",
                    "chat",
                    "^(?<name>.+) joined$",
                    "player-joined",
                    "^(?<id>\\d{17})/(?<name>.*) left$",
                    "player-left",
                    "^(?<name>\\S+) died(?: by (?<by>.+))?$",
                    "player-died",
                    "^(?<count>\\d+) on$",
                    "player-count",
                    "^Version (?<version>\\S+)",
                    "version"));

    @Test
    void makesEventsOfLines() {
        assertEquals(
                List.of(new GameEvent.PlayerJoined("Bob, 123", Optional.empty())), patterns.events("Bob, 123 joined"));
        assertEquals(
                List.of(new GameEvent.PlayerLeft("a/b", Optional.of("76561198000000001"))),
                patterns.events("76561198000000001/a/b left"));
        assertEquals(
                List.of(new GameEvent.PlayerDied("Bob", Optional.empty(), Optional.of("a bear"))),
                patterns.events("Bob died by a bear"));
        assertEquals(
                List.of(new GameEvent.PlayerDied("Bob", Optional.empty(), Optional.empty())),
                patterns.events("Bob died"));
        assertEquals(List.of(new GameEvent.PlayerCount(12)), patterns.events("12 on"));
        assertEquals(List.of(new GameEvent.Version("1.2")), patterns.events("Version 1.2 of today"));
        assertEquals(List.of(new GameEvent.Ready()), patterns.events("Done (1.2s)!"));
        assertEquals(List.of(new GameEvent.SaveFinished()), patterns.events("Saved the world"));
        assertEquals(List.of(new GameEvent.CrashLine("Fatal x")), patterns.events("Fatal x"));
        assertEquals(List.of(), patterns.events("Fatal but harmless"));
        assertEquals(List.of(), patterns.events("nothing"));
    }

    @Test
    void letsNobodyForgeEventsByChatting() {
        assertEquals(List.of(), patterns.events("<Bob> Fatal"));
        assertEquals(List.of(new GameEvent.Chat("Bob", "Fatal joined")), patterns.events("[chat] Bob: Fatal joined"));
    }

    @Test
    void toleratesNumbersOfAnyLength() {
        assertEquals(List.of(), patterns.events("99999999999999999999 on"));
    }

    @Test
    void matchesInLinearTime() {
        LogPatterns evil = LogPatterns.of(
                "games/foo.yaml", Profiles.of("(a+)+$", "(a|aa)+$", List.of("(.*a){20}"), "(x*)*y", "ready"));
        long start = System.nanoTime();
        evil.events("a".repeat(100_000) + "!");
        assertTrue(System.nanoTime() - start < 5_000_000_000L);
    }

    @Test
    void readsPlayerLists() {
        PlayerLines lines = PlayerLines.of(
                "games/ark.yaml",
                new GameProfile.PlayersPart(
                        "ListPlayers", "^\\s*(\\d+)\\. (?<name>.+), (?<id>[0-9a-fA-F]{17,32})\\s*$"));
        assertEquals(
                List.of(
                        new Player("Bob, 1", Optional.of("76561198000000001"), Optional.empty()),
                        new Player("[x]", Optional.of("0002dbe9ab20413e9b8e7e1562b76868"), Optional.empty())),
                lines.players("0. Bob, 1, 76561198000000001 \n1. [x], 0002dbe9ab20413e9b8e7e1562b76868\n\nno\n"));
    }

    @Test
    void refusesAnEventWithoutItsGroups() {
        ReconException e = assertThrows(
                ReconException.class,
                () -> LogPatterns.of("games/foo.yaml", Profiles.of(null, null, List.of(), "joined", "player-joined")));
        assertEquals(
                "The pattern 'joined' at games/foo.yaml events[0].line names nothing that the event"
                        + " player-joined needs.",
                e.getMessage());
    }

    @Test
    void explainsBadPatterns() throws IOException {
        Malformed.check("patterns", written -> {
            String[] parts = written.split("  ", 2);
            LogPatterns.of("games/foo.yaml", Profiles.of(null, null, List.of(), parts[1], parts[0]));
        });
    }
}
