// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.reconsync.api.ReconException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SqliteDatabaseTest {
    private static final String FIRST = "CREATE TABLE words (word VARCHAR(20) PRIMARY KEY)";
    private static final String SECOND = "ALTER TABLE words ADD COLUMN seen BIGINT\n;\nCREATE TABLE more (id BIGINT)";

    @TempDir
    Path folder;

    private SqliteDatabase open() {
        return new SqliteDatabase(folder, Clock.systemUTC());
    }

    private static int execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            return statement.executeUpdate(sql);
        }
    }

    private static long count(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT count(*) FROM words")) {
            rows.next();
            return rows.getLong(1);
        }
    }

    private static long count(SqliteDatabase database) {
        return database.read(SqliteDatabaseTest::count);
    }

    @Test
    void aThrowingBlockLeavesNothingAndADurableOneAllOverARestart() {
        try (SqliteDatabase database = open()) {
            database.migrate("words", List.of(FIRST));
            assertThrows(
                    IllegalStateException.class,
                    () -> database.write(connection -> {
                        execute(connection, "INSERT INTO words VALUES ('lost')");
                        throw new IllegalStateException("on purpose");
                    }));
            assertEquals(0, count(database));
            database.write(connection -> execute(connection, "INSERT INTO words VALUES ('kept')"));
        }
        try (SqliteDatabase database = open()) {
            assertEquals(1, count(database));
        }
    }

    @Test
    void aBlockInsideABlockJoinsAndIsUndoneAlone() {
        try (SqliteDatabase database = open()) {
            database.migrate("words", List.of(FIRST));
            database.write(connection -> {
                execute(connection, "INSERT INTO words VALUES ('outer')");
                assertThrows(
                        ReconException.class,
                        () -> database.write(inner -> {
                            execute(inner, "INSERT INTO words VALUES ('inner')");
                            return execute(inner, "INSERT INTO words VALUES ('outer')");
                        }));
                return database.<Long>read(SqliteDatabaseTest::count);
            });
            assertEquals(1, count(database));
        }
    }

    @Test
    void readersGoOnDuringAWriteAndWritersQueue() throws Exception {
        ExecutorService pool = Executors.newFixedThreadPool(9);
        try (SqliteDatabase database = open()) {
            database.migrate("words", List.of(FIRST));
            CountDownLatch writing = new CountDownLatch(1);
            CountDownLatch readOnce = new CountDownLatch(1);
            Future<Boolean> slow = pool.submit(() -> database.write(connection -> {
                execute(connection, "INSERT INTO words VALUES ('slow')");
                writing.countDown();
                return await(readOnce);
            }));
            assertTrue(await(writing));
            assertEquals(0, count(database));
            readOnce.countDown();
            assertTrue(slow.get());
            List<Future<Integer>> all = new ArrayList<>();
            for (int i = 0; i < 200; i++) {
                String sql = "INSERT INTO words VALUES ('w" + i + "')";
                all.add(pool.submit(() -> {
                    count(database);
                    return database.write(connection -> execute(connection, sql));
                }));
            }
            for (Future<Integer> each : all) {
                assertEquals(1, each.get());
            }
            assertEquals(201, count(database));
        } finally {
            pool.shutdownNow();
        }
    }

    private static boolean await(CountDownLatch latch) {
        try {
            return latch.await(10, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            return false;
        }
    }

    @Test
    void anInterruptedThreadCanStillWriteAndStaysInterrupted() {
        try (SqliteDatabase database = open()) {
            database.migrate("words", List.of(FIRST));
            Thread.currentThread().interrupt();
            database.write(connection -> execute(connection, "INSERT INTO words VALUES ('end')"));
            assertTrue(Thread.interrupted());
            assertEquals(1, count(database));
        }
    }

    @Test
    void migratesStepByStepWithACopyAndRefusesNewerOrChangedTables() throws Exception {
        try (SqliteDatabase database = open()) {
            database.migrate("words", List.of(FIRST));
            assertTrue(copies().isEmpty(), "a new store needs no copy");
            database.write(connection -> execute(connection, "INSERT INTO words VALUES ('old')"));
        }
        try (SqliteDatabase database = open()) {
            database.migrate("words", List.of(FIRST, SECOND));
            database.migrate("others", List.of("CREATE TABLE others (id BIGINT)"));
            assertEquals(1, copies().size(), "one copy per run");
        }
        try (SqliteDatabase database = open()) {
            ReconException newer = assertThrows(ReconException.class, () -> database.migrate("words", List.of(FIRST)));
            assertEquals("store-newer", newer.code());
            ReconException changed = assertThrows(
                    ReconException.class, () -> database.migrate("words", List.of(FIRST + " -- x", SECOND)));
            assertEquals("store-changed", changed.code());
            assertEquals(1, count(database));
        }
        Files.move(copies().get(0), folder.resolve("reconsync.db"), java.nio.file.StandardCopyOption.REPLACE_EXISTING);
        try (SqliteDatabase database = open()) {
            database.migrate("words", List.of(FIRST));
            assertEquals(1, count(database));
        }
    }

    @Test
    void aFailingScriptLeavesTheTablesAsTheyWere() {
        try (SqliteDatabase database = open()) {
            String broken = "CREATE TABLE half (id BIGINT)\n;\nCREATE GARBAGE";
            assertThrows(ReconException.class, () -> database.migrate("words", List.of(FIRST, broken)));
            database.migrate("words", List.of(FIRST, "CREATE TABLE half (id BIGINT)"));
            assertEquals(0, count(database));
        }
    }

    private List<Path> copies() throws Exception {
        Path copies = folder.resolve("copies");
        if (!Files.exists(copies)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(copies)) {
            return files.toList();
        }
    }

    @Test
    void aDamagedFileIsRefusedWithANextStep() throws Exception {
        Files.writeString(
                folder.resolve("reconsync.db"), "this is no database, and long enough to be looked at as one");
        ReconException refused = assertThrows(ReconException.class, this::open);
        assertEquals("store-damaged", refused.code());
        assertTrue(refused.nextStep().contains("copies"), refused.nextStep());
    }

    @Test
    void aFileWithAFlippedPageIsRefused() throws Exception {
        try (SqliteDatabase database = open()) {
            database.migrate("words", List.of(FIRST));
            database.write(connection -> {
                for (int i = 0; i < 5000; i++) {
                    execute(connection, "INSERT INTO words VALUES ('word number " + i + "')");
                }
                return 0;
            });
        }
        Path file = folder.resolve("reconsync.db");
        byte[] bytes = Files.readAllBytes(file);
        java.util.Arrays.fill(bytes, 8192, 16384, (byte) 0x5a);
        Files.write(file, bytes);
        assertEquals(
                "store-damaged", assertThrows(ReconException.class, this::open).code());
    }

    @Test
    void aFolderThatIsAFileIsRefusedWithASentence() throws Exception {
        Path blocked = Files.writeString(folder.resolve("blocked"), "");
        ReconException refused = assertThrows(
                ReconException.class, () -> new SqliteDatabase(blocked.resolve("store"), Clock.systemUTC()));
        assertEquals("store-read-only", refused.code());
    }
}
