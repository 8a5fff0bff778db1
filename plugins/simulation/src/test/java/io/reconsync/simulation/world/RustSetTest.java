// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.simulation.world;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.reconsync.simulation.SimVerify;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RustSetTest {
    @TempDir
    Path folder;

    private Path database;

    @BeforeEach
    void world() throws IOException {
        write("w.sav", WorldFileTest.image(5));
        write("w.map", WorldFileTest.image(0));
        database = folder.resolve("player.deaths.5.db");
        count(database, 5);
    }

    private void write(String name, WorldImage image) throws IOException {
        Files.write(folder.resolve(name), WorldFileTest.bytes(image));
    }

    private static void count(Path file, long generation) throws IOException {
        try (CounterDatabase opened = CounterDatabase.open(file)) {
            opened.saving(generation);
        }
    }

    private Verdict verify() throws IOException {
        List<Verdict> verdicts = SimVerify.verify(folder);
        assertEquals(1, verdicts.size());
        return verdicts.get(0);
    }

    @Test
    void aWholeSetIsOk() throws IOException {
        Verdict verdict = verify();
        assertEquals(Verdict.Status.OK, verdict.status(), verdict.problems()::toString);
        assertEquals(5, verdict.generation());
        assertEquals(64, verdict.tree().length());
        assertEquals(5, verdict.databases().get("player.deaths.5.db"));
    }

    @Test
    void lookingChangesNothing() throws IOException {
        String before = Sha256.file(database);
        verify();
        assertEquals(before, Sha256.file(database));
        try (var files = Files.list(folder)) {
            assertEquals(3, files.count());
        }
    }

    @Test
    void aDatabaseThatIsOlderThanTheWorldIsMixed() throws IOException {
        write("w.sav", WorldFileTest.image(6));
        assertEquals(Verdict.Status.MIXED, verify().status());
    }

    @Test
    void aDatabaseMayBeOneSaveAheadAndNotTwo() throws IOException {
        count(database, 6);
        assertEquals(Verdict.Status.OK, verify().status());
        count(database, 7);
        assertEquals(Verdict.Status.MIXED, verify().status());
    }

    @Test
    void aDatabaseWithoutItsLogIsMixed() throws IOException {
        try (CounterDatabase opened = CounterDatabase.open(database)) {
            opened.saving(6);
            write("w.sav", WorldFileTest.image(6));
            Path copy = Files.createDirectory(folder.resolve("copy"));
            for (String name : List.of("w.sav", "w.map", "player.deaths.5.db")) {
                Files.copy(folder.resolve(name), copy.resolve(name));
            }
            assertEquals(Verdict.Status.MIXED, SimVerify.verify(copy).get(0).status());
            Files.copy(folder.resolve("player.deaths.5.db-wal"), copy.resolve("player.deaths.5.db-wal"));
            assertEquals(Verdict.Status.OK, SimVerify.verify(copy).get(0).status());
        }
    }

    @Test
    void aCutSaveIsTorn() throws IOException {
        byte[] bytes = Files.readAllBytes(folder.resolve("w.sav"));
        Files.write(folder.resolve("w.sav"), java.util.Arrays.copyOf(bytes, bytes.length / 2));
        assertEquals(Verdict.Status.TORN, verify().status());
    }

    @Test
    void aDamagedDatabaseIsTorn() throws IOException {
        Files.writeString(database, "not a database at all, ".repeat(500));
        assertEquals(Verdict.Status.TORN, verify().status());
    }

    @Test
    void aMissingMapIsTorn() throws IOException {
        Files.delete(folder.resolve("w.map"));
        Verdict verdict = verify();
        assertEquals(Verdict.Status.TORN, verdict.status());
        assertTrue(verdict.problems().get(0).contains("w.map"), verdict.problems()::toString);
    }

    @Test
    void anOlderSaveThanTheLedgersIsStaleAndAnUnknownOneMixed() throws IOException {
        Verdict verdict = verify();
        Path ledger = folder.resolve("ledger.jsonl");
        String line = "{\"event\":\"save-begin\",\"generation\":%d}\n"
                + "{\"event\":\"save-end\",\"generation\":%d,\"ok\":true,\"tree\":\"%s\"}\n";
        Files.writeString(ledger, String.format(line, 5, 5, verdict.tree()));
        assertEquals(Verdict.Status.OK, SimVerify.againstLedger(verdict, ledger).status());
        Files.writeString(ledger, String.format(line, 5, 5, verdict.tree()) + String.format(line, 6, 6, "x"));
        assertEquals(
                Verdict.Status.STALE, SimVerify.againstLedger(verdict, ledger).status());
        Files.writeString(ledger, String.format(line, 5, 5, "other"));
        assertEquals(
                Verdict.Status.MIXED, SimVerify.againstLedger(verdict, ledger).status());
    }
}
