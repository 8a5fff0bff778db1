// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.servers.database;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.reconsync.api.Deadline;
import io.reconsync.api.ReconException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReadOnlyCopiesTest {
    @TempDir
    Path folder;

    private final ReadOnlyCopies copies = new ReadOnlyCopies();
    private Path source;
    private Path copy;

    @BeforeEach
    void paths() {
        source = folder.resolve("player data ü.db");
        copy = folder.resolve("copy.db");
    }

    private static Connection game(Path file, String mode) throws SQLException {
        Connection game = DriverManager.getConnection("jdbc:sqlite:" + file);
        run(game, "PRAGMA journal_mode = " + mode);
        run(game, "CREATE TABLE IF NOT EXISTS a (n INTEGER)");
        run(game, "CREATE TABLE IF NOT EXISTS b (n INTEGER)");
        return game;
    }

    private static void run(Connection game, String sql) throws SQLException {
        try (Statement statement = game.createStatement()) {
            statement.execute(sql);
        }
    }

    private static long sum(Path file, String table) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT COALESCE(SUM(n), 0) FROM " + table)) {
            return row.getLong(1);
        }
    }

    private static Deadline soon() {
        return Deadline.after(Duration.ofSeconds(30));
    }

    @ParameterizedTest
    @ValueSource(strings = {"WAL", "DELETE", "TRUNCATE"})
    void aCopyOfADatabaseThatIsWrittenToIsOneStateOfIt(String mode) throws Exception {
        AtomicBoolean on = new AtomicBoolean(true);
        try (Connection game = game(source, mode)) {
            Thread writer = new Thread(() -> write(game, on, mode.equals("WAL") ? 0 : 10_000_000));
            writer.start();
            for (int i = 0; i < 10; i++) {
                copies.copy(source, copy, soon());
                assertEquals(sum(copy, "a"), sum(copy, "b"), "both tables change in one transaction");
                Files.delete(copy);
            }
            on.set(false);
            writer.join();
        }
        assertTrue(sum(source, "a") > 0);
    }

    private static void write(Connection game, AtomicBoolean on, long pauseNanos) {
        try {
            run(game, "PRAGMA busy_timeout = 20000");
            while (on.get()) {
                run(game, "BEGIN IMMEDIATE");
                run(game, "INSERT INTO a VALUES (1)");
                run(game, "INSERT INTO b VALUES (1)");
                run(game, "COMMIT");
                LockSupport.parkNanos(pauseNanos);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void whatStandsInTheLogOfAKilledGameIsInTheCopyAndTheFilesAreLeftAlone() throws Exception {
        Path live = folder.resolve("live.db");
        try (Connection game = game(live, "WAL")) {
            run(game, "INSERT INTO a VALUES (7)");
            for (String end : new String[] {"", "-wal"}) {
                Files.copy(folder.resolve("live.db" + end), folder.resolve(source.getFileName() + end));
            }
        }
        Path log = folder.resolve(source.getFileName() + "-wal");
        byte[] before = Files.readAllBytes(log);
        byte[] file = Files.readAllBytes(source);
        copies.copy(source, copy, soon());
        assertEquals(7, sum(copy, "a"));
        assertArrayEquals(before, Files.readAllBytes(log));
        assertArrayEquals(file, Files.readAllBytes(source));
    }

    @Test
    void aTransactionThatAKillCutShortIsUndoneInTheCopyAndTheFilesAreLeftAlone() throws Exception {
        Path live = folder.resolve("live.db");
        Path journal = folder.resolve(source.getFileName() + "-journal");
        String thousands = "WITH RECURSIVE c(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM c WHERE n < 50000)";
        try (Connection game = game(live, "DELETE")) {
            run(game, "INSERT INTO a " + thousands + " SELECT 1 FROM c");
            run(game, "PRAGMA cache_size = 5");
            run(game, "BEGIN");
            run(game, "UPDATE a SET n = 2");
            Files.copy(live, source);
            Files.copy(folder.resolve("live.db-journal"), journal);
            run(game, "ROLLBACK");
        }
        byte[] file = Files.readAllBytes(source);
        byte[] before = Files.readAllBytes(journal);
        copies.copy(source, copy, soon());
        assertEquals(50_000, sum(copy, "a"));
        assertArrayEquals(file, Files.readAllBytes(source));
        assertArrayEquals(before, Files.readAllBytes(journal));
        try (var left = Files.list(folder)) {
            assertEquals(0, left.filter(Files::isDirectory).count());
        }
    }

    @Test
    void aDamagedDatabaseIsSaidToBeAndLeavesNoCopy() throws Exception {
        try (Connection game = game(source, "DELETE")) {
            run(
                    game,
                    "INSERT INTO a WITH RECURSIVE c(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM c WHERE n < 20000)"
                            + " SELECT n FROM c");
        }
        byte[] bytes = Files.readAllBytes(source);
        Arrays.fill(bytes, 8192, bytes.length - 4096, (byte) 0x5a);
        Files.write(source, bytes);
        ReconException error = assertThrows(ReconException.class, () -> copies.copy(source, copy, soon()));
        assertEquals("database-damaged", error.code());
        assertFalse(Files.exists(copy));
    }

    @Test
    void whatIsNoDatabaseIsDamagedAndWhatIsLockedIsBusy() throws Exception {
        Files.writeString(source, "not a database at all, but long enough to be looked at as one".repeat(100));
        assertEquals(
                "database-damaged",
                assertThrows(ReconException.class, () -> copies.copy(source, copy, soon()))
                        .code());
        Path locked = folder.resolve("locked.db");
        try (Connection game = game(locked, "DELETE")) {
            run(game, "BEGIN EXCLUSIVE");
            Deadline brief = Deadline.after(Duration.ofMillis(500));
            assertEquals(
                    "database-busy",
                    assertThrows(ReconException.class, () -> copies.copy(locked, copy, brief))
                            .code());
            run(game, "ROLLBACK");
        }
        assertFalse(Files.exists(copy));
    }
}
