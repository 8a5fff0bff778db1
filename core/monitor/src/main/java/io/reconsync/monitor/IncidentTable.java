// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.monitor;

import io.reconsync.api.alert.Incident;
import io.reconsync.api.runtime.Severity;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The tables of incidents and of what is still to be delivered. */
final class IncidentTable {
    static final Duration KEEP_FOR = Duration.ofDays(90);
    static final List<String> SCRIPTS = List.of("""
            CREATE TABLE incidents (
                id CHAR(36) PRIMARY KEY,
                guild VARCHAR(32) NOT NULL,
                cause VARCHAR(200) NOT NULL,
                severity VARCHAR(16) NOT NULL,
                server VARCHAR(128),
                title VARCHAR(200) NOT NULL,
                text TEXT NOT NULL,
                began BIGINT NOT NULL,
                resolved BIGINT,
                taken_by VARCHAR(200)
            )
            ;
            CREATE INDEX incidents_cause ON incidents (cause, began)
            ;
            CREATE TABLE deliveries (
                incident CHAR(36) NOT NULL REFERENCES incidents (id) ON DELETE CASCADE,
                route VARCHAR(100) NOT NULL,
                happened VARCHAR(16) NOT NULL,
                revision BIGINT NOT NULL,
                attempts INTEGER NOT NULL,
                due BIGINT NOT NULL,
                asked BIGINT NOT NULL,
                PRIMARY KEY (incident, route)
            )
            ;
            CREATE TABLE delivered (
                incident CHAR(36) NOT NULL REFERENCES incidents (id) ON DELETE CASCADE,
                route VARCHAR(100) NOT NULL,
                reference VARCHAR(500),
                PRIMARY KEY (incident, route)
            )
            ;
            CREATE TABLE mutes (
                server VARCHAR(128) PRIMARY KEY,
                guild VARCHAR(32) NOT NULL,
                until_at BIGINT NOT NULL,
                muted_by VARCHAR(200) NOT NULL
            )
            """);

    private static final String COLUMNS = "id, cause, severity, server, title, text, began, resolved";

    private IncidentTable() {}

    static void save(Connection connection, Incident incident, String guild) throws SQLException {
        try (PreparedStatement upsert = connection.prepareStatement("INSERT INTO incidents (" + COLUMNS
                + ", guild) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO UPDATE SET severity ="
                + " excluded.severity, title = excluded.title, text = excluded.text, resolved = excluded.resolved")) {
            upsert.setString(1, incident.id());
            upsert.setString(2, incident.key());
            upsert.setString(3, incident.severity().name());
            upsert.setString(4, incident.server().orElse(null));
            upsert.setString(5, incident.title());
            upsert.setString(6, incident.text());
            upsert.setLong(7, incident.began().toEpochMilli());
            upsert.setObject(8, incident.resolved().map(Instant::toEpochMilli).orElse(null));
            upsert.setString(9, guild);
            upsert.executeUpdate();
        }
    }

    static Optional<Incident> newest(Connection connection, String cause) throws SQLException {
        return select(connection, "WHERE cause = ? ORDER BY began DESC LIMIT 1", cause).stream()
                .findFirst();
    }

    static Optional<Incident> find(Connection connection, String id) throws SQLException {
        return select(connection, "WHERE id = ?", id).stream().findFirst();
    }

    static List<Incident> list(Connection connection, boolean onlyOpen, int limit) throws SQLException {
        String where = onlyOpen ? "WHERE resolved IS NULL " : "";
        return select(connection, where + "ORDER BY began DESC, id DESC LIMIT ?", limit);
    }

    private static List<Incident> select(Connection connection, String rest, Object value) throws SQLException {
        List<Incident> found = new ArrayList<>();
        try (PreparedStatement select = connection.prepareStatement("SELECT " + COLUMNS + " FROM incidents " + rest)) {
            select.setObject(1, value);
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    long resolved = row.getLong(8);
                    boolean open = row.wasNull();
                    found.add(new Incident(
                            row.getString(1),
                            row.getString(2),
                            Severity.valueOf(row.getString(3)),
                            Optional.ofNullable(row.getString(4)),
                            row.getString(5),
                            row.getString(6),
                            Instant.ofEpochMilli(row.getLong(7)),
                            open ? Optional.empty() : Optional.of(Instant.ofEpochMilli(resolved)),
                            Optional.empty()));
                }
            }
        }
        return found;
    }

    static Optional<String> takenBy(Connection connection, String id) throws SQLException {
        return text(connection, "SELECT taken_by FROM incidents WHERE id = ?", id);
    }

    static void take(Connection connection, String id, String by) throws SQLException {
        update(connection, "UPDATE incidents SET taken_by = ? WHERE id = ?", by, id);
    }

    static Optional<Instant> mutedUntil(Connection connection, String server) throws SQLException {
        return text(connection, "SELECT until_at FROM mutes WHERE server = ?", server)
                .map(text -> Instant.ofEpochMilli(Long.parseLong(text)));
    }

    static void mute(Connection connection, String server, String guild, Instant until, String by) throws SQLException {
        update(connection, "DELETE FROM mutes WHERE server = ?", server);
        update(
                connection,
                "INSERT INTO mutes (server, guild, until_at, muted_by) VALUES (?, ?, ?, ?)",
                server,
                guild,
                until.toEpochMilli(),
                by);
    }

    static List<String> mutesOver(Connection connection, Instant now) throws SQLException {
        List<String> servers = new ArrayList<>();
        try (PreparedStatement select = connection.prepareStatement("SELECT server FROM mutes WHERE until_at <= ?")) {
            select.setLong(1, now.toEpochMilli());
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    servers.add(row.getString(1));
                }
            }
        }
        return servers;
    }

    static void prune(Connection connection, Instant now) throws SQLException {
        update(
                connection,
                "DELETE FROM incidents WHERE resolved IS NOT NULL AND resolved < ?",
                now.minus(KEEP_FOR).toEpochMilli());
    }

    static Optional<String> text(Connection connection, String sql, Object... values) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
                select.setObject(i + 1, values[i]);
            }
            try (ResultSet row = select.executeQuery()) {
                return row.next() ? Optional.ofNullable(row.getString(1)) : Optional.empty();
            }
        }
    }

    static int update(Connection connection, String sql, Object... values) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
                update.setObject(i + 1, values[i]);
            }
            return update.executeUpdate();
        }
    }
}
