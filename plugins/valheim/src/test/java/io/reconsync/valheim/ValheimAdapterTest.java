// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.valheim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.reconsync.api.game.GameAdapter;
import io.reconsync.api.game.GameEvent;
import io.reconsync.api.game.LogLine;
import io.reconsync.api.game.WorldSelector.Selection;
import io.reconsync.api.game.WorldSelector.WorldFile;
import io.reconsync.testkit.conformance.GameAdapterConformance;
import io.reconsync.testkit.fake.FakeServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ValheimAdapterTest extends GameAdapterConformance {
    @Override
    protected GameAdapter adapter() {
        return new ValheimAdapter();
    }

    @Override
    protected FakeServer server(Path install) {
        return new FakeServer("valheim-1", "valheim", install);
    }

    @Override
    protected List<String> lines() {
        return List.of("Got handshake from client 76561198000000001", "Got character ZDOID from Bob : 75807738:1");
    }

    @Override
    protected void goodWorld(Path world) throws IOException {
        Files.createDirectories(world);
        Files.writeString(world.resolve("Dedicated.db"), "db");
        Files.writeString(world.resolve("Dedicated.fwl"), "fwl");
    }

    private static List<String> events(String... lines) {
        List<String> seen = new ArrayList<>();
        ValheimLog log = new ValheimLog();
        for (String line : lines) {
            log.line(new LogLine(Instant.EPOCH, line), event -> seen.add(text(event)));
        }
        return seen;
    }

    private static String text(GameEvent event) {
        if (event instanceof GameEvent.PlayerJoined joined) {
            return "+" + joined.name();
        }
        if (event instanceof GameEvent.PlayerLeft left) {
            return "-" + left.name();
        }
        return event instanceof GameEvent.PlayerDied died ? "x" + died.name() : event.toString();
    }

    @Test
    void aCharacterThatComesBackHasDied() {
        assertEquals(
                List.of("+Bob", "xBob"),
                events(
                        "Got character ZDOID from Bob : 7:1",
                        "Got character ZDOID from Bob : 0:0",
                        "Got character ZDOID from Bob : 7:44"));
    }

    @Test
    void aCharacterWhoseConnectionEndsHasOnlyLeft() {
        assertEquals(
                List.of("+Bob", "-Bob"),
                events(
                        "Got handshake from client 76561198000000001",
                        "Got character ZDOID from Bob : 7:1",
                        "Got character ZDOID from Bob : 0:0",
                        "Closing socket 76561198000000001"));
    }

    @Test
    void theOwnerOfAbandonedThingsNamesWhoLeft() {
        assertEquals(
                List.of("+Al", "+Bob", "-Al"),
                events(
                        "Got character ZDOID from Al : 5:1",
                        "Got character ZDOID from Bob : 7:1",
                        "Destroying abandoned non persistent zdo 5:4 owner 5"));
    }

    @Test
    void aRejectedClientIsNobody() {
        assertEquals(List.of(), events("Got handshake from client 76561198000000001", "Peer 7656 has wrong password"));
    }

    private static WorldFile file(String path, long modified) {
        return new WorldFile(path, 4, modified);
    }

    private static Selection select(WorldFile... files) {
        return new ValheimAdapter().selector().orElseThrow().select(List.of(files));
    }

    @Test
    void theNewestSetWithItsMarkerIsTaken() {
        Selection selection = select(
                file("W/_main.1.fwl2", 10),
                file("W/_main.1.db2", 10),
                file("W/_main.1.chunks", 10),
                file("W/_main.1.ok", 10),
                file("W/_main.2.fwl2", 20),
                file("W/_main.2.db2", 20),
                file("W/_main.2.chunks", 20),
                file("W/00_00__a_1.chunk", 9),
                file("W/00_01__a_2.chunk", 19));
        assertTrue(selection.complete());
        assertEquals("save 1 of W", selection.reason());
        assertTrue(selection.paths().contains("W/00_00__a_1.chunk"));
        assertFalse(selection.paths().contains("W/00_01__a_2.chunk"));
        assertFalse(selection.paths().contains("W/_main.2.db2"));
    }

    @Test
    void aWorldBeforeItsFirstSaveIsNotComplete() {
        Selection selection = select(file("W/_main.0.fwl2", 10));
        assertFalse(selection.complete());
        assertTrue(selection.reason().contains("no complete save"), selection.reason());
    }

    @Test
    void halfOfAPairIsNotComplete() {
        assertFalse(select(file("W.db", 1)).complete());
        assertTrue(select(file("W.db", 1), file("W.fwl", 1)).complete());
    }

    @Test
    void namesMayHoldWhatTheyLike() {
        assertEquals(List.of("+a : 1:2"), events("Got character ZDOID from a : 1:2 : 3:4"));
    }
}
