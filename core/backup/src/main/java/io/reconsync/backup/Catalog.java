// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.backup;

import io.reconsync.contract.backup.Snapshots.Grade;
import io.reconsync.contract.backup.Snapshots.Snapshot;
import io.reconsync.contract.store.Database;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The tables of snapshots and their copies. Thread-safe. */
final class Catalog {
    static final List<String> SCRIPTS = List.of("""
            CREATE TABLE backup_snapshot (id VARCHAR(36) PRIMARY KEY, guild VARCHAR(64) NOT NULL,
              server VARCHAR(255) NOT NULL, game VARCHAR(64) NOT NULL, made_ms BIGINT NOT NULL,
              grade VARCHAR(16) NOT NULL, verified_ms BIGINT, pinned INTEGER NOT NULL, format VARCHAR(32) NOT NULL,
              files BIGINT NOT NULL, bytes BIGINT NOT NULL, stored BIGINT NOT NULL, held_ms BIGINT NOT NULL,
              label TEXT NOT NULL, reason TEXT NOT NULL)
            ;
            CREATE INDEX backup_snapshot_server ON backup_snapshot (server, made_ms)
            ;
            CREATE TABLE backup_copy (snapshot VARCHAR(36) NOT NULL, destination VARCHAR(255) NOT NULL,
              state VARCHAR(16) NOT NULL, changed_ms BIGINT NOT NULL, PRIMARY KEY (snapshot, destination))
            ;
            CREATE TABLE backup_lease (job VARCHAR(64) PRIMARY KEY, guild VARCHAR(64) NOT NULL,
              server VARCHAR(255) NOT NULL, steps TEXT NOT NULL, pid BIGINT NOT NULL, started_ms BIGINT NOT NULL,
              made_ms BIGINT NOT NULL)
            ;
            CREATE TABLE backup_restore (id VARCHAR(36) PRIMARY KEY, guild VARCHAR(64) NOT NULL,
              server VARCHAR(255) NOT NULL, snapshot VARCHAR(36) NOT NULL, made_ms BIGINT NOT NULL,
              holder TEXT NOT NULL, state VARCHAR(16) NOT NULL, ran INTEGER NOT NULL)
            """);

    private static final String COLUMNS = "id, server, game, made_ms, grade, verified_ms, pinned, format, files, bytes,"
            + " stored, held_ms, label, reason";

    private final Database database;

    Catalog(Database database) {
        this.database = database;
        database.migrate("backup", SCRIPTS);
    }

    /** Enters a snapshot, or replaces it. */
    void put(Snapshot snapshot, String guild) {
        database.write(connection -> {
            delete(connection, snapshot.id());
            String sql = "INSERT INTO backup_snapshot (" + COLUMNS
                    + ", guild) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";
            try (PreparedStatement insert = connection.prepareStatement(sql)) {
                insert.setString(1, snapshot.id());
                insert.setString(2, snapshot.server());
                insert.setString(3, snapshot.game());
                insert.setLong(4, snapshot.made().toEpochMilli());
                insert.setString(5, snapshot.grade().name());
                insert.setObject(
                        6, snapshot.verified().map(Instant::toEpochMilli).orElse(null));
                insert.setInt(7, snapshot.pinned() ? 1 : 0);
                insert.setString(8, snapshot.format());
                insert.setLong(9, snapshot.files());
                insert.setLong(10, snapshot.bytes());
                insert.setLong(11, snapshot.stored());
                insert.setLong(12, snapshot.held().toMillis());
                insert.setString(13, snapshot.label());
                insert.setString(14, snapshot.reason());
                insert.setString(15, guild);
                insert.executeUpdate();
            }
            for (Map.Entry<String, String> copy : snapshot.copies().entrySet()) {
                insertCopy(connection, snapshot.id(), copy.getKey(), copy.getValue(), snapshot.made());
            }
            return null;
        });
    }

    /** Sets the state of a copy. */
    void copy(String snapshot, String destination, String state, Instant now) {
        database.write(connection -> {
            try (PreparedStatement old =
                    connection.prepareStatement("DELETE FROM backup_copy WHERE snapshot = ? AND destination = ?")) {
                old.setString(1, snapshot);
                old.setString(2, destination);
                old.executeUpdate();
            }
            insertCopy(connection, snapshot, destination, state, now);
            return null;
        });
    }

    private static void insertCopy(
            Connection connection, String snapshot, String destination, String state, Instant now) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(
                "INSERT INTO backup_copy (snapshot, destination, state, changed_ms) VALUES (?, ?, ?, ?)")) {
            insert.setString(1, snapshot);
            insert.setString(2, destination);
            insert.setString(3, state);
            insert.setLong(4, now.toEpochMilli());
            insert.executeUpdate();
        }
    }

    /** Records when every byte was last read back; empty: that it is not so. */
    void verified(String snapshot, Optional<Instant> when) {
        database.write(connection -> {
            try (PreparedStatement update =
                    connection.prepareStatement("UPDATE backup_snapshot SET verified_ms = ? WHERE id = ?")) {
                update.setObject(1, when.map(Instant::toEpochMilli).orElse(null));
                update.setString(2, snapshot);
                update.executeUpdate();
            }
            return null;
        });
    }

    void remove(String snapshot) {
        database.write(connection -> {
            delete(connection, snapshot);
            return null;
        });
    }

    private static void delete(Connection connection, String id) throws SQLException {
        for (String sql :
                List.of("DELETE FROM backup_copy WHERE snapshot = ?", "DELETE FROM backup_snapshot WHERE id = ?")) {
            try (PreparedStatement delete = connection.prepareStatement(sql)) {
                delete.setString(1, id);
                delete.executeUpdate();
            }
        }
    }

    /** The newest first. */
    List<Snapshot> list(Optional<String> server) {
        return database.read(connection -> {
            Map<String, Map<String, String>> copies = new HashMap<>();
            String of = server.isEmpty() ? "" : " WHERE snapshot IN (SELECT id FROM backup_snapshot WHERE server = ?)";
            try (PreparedStatement select =
                    connection.prepareStatement("SELECT snapshot, destination, state FROM backup_copy" + of)) {
                if (server.isPresent()) {
                    select.setString(1, server.get());
                }
                try (ResultSet rows = select.executeQuery()) {
                    while (rows.next()) {
                        copies.computeIfAbsent(rows.getString(1), id -> new HashMap<>())
                                .put(rows.getString(2), rows.getString(3));
                    }
                }
            }
            List<Snapshot> all = new ArrayList<>();
            String where = server.isEmpty() ? "" : " WHERE server = ?";
            try (PreparedStatement select = connection.prepareStatement(
                    "SELECT " + COLUMNS + " FROM backup_snapshot" + where + " ORDER BY made_ms DESC, id DESC")) {
                if (server.isPresent()) {
                    select.setString(1, server.get());
                }
                try (ResultSet row = select.executeQuery()) {
                    while (row.next()) {
                        all.add(snapshot(row, copies.getOrDefault(row.getString(1), Map.of())));
                    }
                }
            }
            return all;
        });
    }

    private static Snapshot snapshot(ResultSet row, Map<String, String> copies) throws SQLException {
        long verified = row.getLong(6);
        Optional<Instant> when = row.wasNull() ? Optional.empty() : Optional.of(Instant.ofEpochMilli(verified));
        return new Snapshot(
                row.getString(1),
                row.getString(2),
                row.getString(3),
                Instant.ofEpochMilli(row.getLong(4)),
                Grade.valueOf(row.getString(5)),
                when,
                row.getInt(7) != 0,
                row.getString(8),
                row.getLong(9),
                row.getLong(10),
                row.getLong(11),
                Duration.ofMillis(row.getLong(12)),
                row.getString(13),
                copies,
                row.getString(14));
    }
}
