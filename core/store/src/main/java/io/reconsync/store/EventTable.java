// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.store;

import io.reconsync.api.runtime.Event;
import io.reconsync.api.runtime.Severity;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The tables of events: at most ten thousand, none older than thirty days. */
final class EventTable {
    static final int KEEP = 10_000;
    static final Duration KEEP_FOR = Duration.ofDays(30);
    static final List<String> SCRIPTS = List.of("""
            CREATE TABLE events (
                seq BIGINT PRIMARY KEY,
                guild VARCHAR(32) NOT NULL,
                at BIGINT NOT NULL,
                kind VARCHAR(64) NOT NULL,
                severity VARCHAR(16) NOT NULL,
                server VARCHAR(128),
                text TEXT NOT NULL
            )
            ;
            CREATE TABLE event_values (
                seq BIGINT NOT NULL REFERENCES events (seq) ON DELETE CASCADE,
                name VARCHAR(128) NOT NULL,
                value TEXT NOT NULL,
                PRIMARY KEY (seq, name)
            )
            """);

    private long last;

    EventTable(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT max(seq) FROM events")) {
            last = rows.next() ? rows.getLong(1) : 0;
        }
    }

    /** Within a write. A number whose transaction fails is not used again. */
    long insert(Connection connection, Event event) throws SQLException {
        last++;
        try (PreparedStatement insert = connection.prepareStatement(
                "INSERT INTO events (seq, guild, at, kind, severity, server, text) VALUES (?, ?, ?, ?, ?, ?, ?)")) {
            insert.setLong(1, last);
            insert.setString(2, event.values().getOrDefault("guild", "local"));
            insert.setLong(3, event.at().toEpochMilli());
            insert.setString(4, event.kind());
            insert.setString(5, event.severity().name());
            insert.setString(6, event.server().orElse(null));
            insert.setString(7, event.text());
            insert.executeUpdate();
        }
        try (PreparedStatement insert =
                connection.prepareStatement("INSERT INTO event_values (seq, name, value) VALUES (?, ?, ?)")) {
            for (Map.Entry<String, String> value : event.values().entrySet()) {
                insert.setLong(1, last);
                insert.setString(2, value.getKey());
                insert.setString(3, value.getValue());
                insert.executeUpdate();
            }
        }
        return last;
    }

    void prune(Connection connection, Instant now) throws SQLException {
        try (PreparedStatement delete = connection.prepareStatement("DELETE FROM events WHERE seq <= ? OR at < ?")) {
            delete.setLong(1, last - KEEP);
            delete.setLong(2, now.minus(KEEP_FOR).toEpochMilli());
            delete.executeUpdate();
        }
    }

    static List<Event> recent(Connection connection, int limit) throws SQLException {
        List<Event> events = new ArrayList<>();
        try (PreparedStatement select = connection.prepareStatement(
                "SELECT seq, at, kind, severity, server, text FROM events ORDER BY seq DESC LIMIT ?")) {
            select.setInt(1, limit);
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    events.add(new Event(
                            Instant.ofEpochMilli(rows.getLong(2)),
                            rows.getString(3),
                            Severity.valueOf(rows.getString(4)),
                            Optional.ofNullable(rows.getString(5)),
                            rows.getString(6),
                            values(connection, rows.getLong(1))));
                }
            }
        }
        return events;
    }

    private static Map<String, String> values(Connection connection, long seq) throws SQLException {
        Map<String, String> values = new LinkedHashMap<>();
        try (PreparedStatement select =
                connection.prepareStatement("SELECT name, value FROM event_values WHERE seq = ? ORDER BY name")) {
            select.setLong(1, seq);
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    values.put(rows.getString(1), rows.getString(2));
                }
            }
        }
        return values;
    }
}
