// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.servers.process;

import io.reconsync.api.game.ProcessIdentity;
import io.reconsync.contract.store.Database;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Remembers which process belongs to which server, so that it is found again after our own end. */
public final class ProcessRecords {
    private static final List<String> SCRIPTS = List.of("""
            CREATE TABLE server_processes (
              server VARCHAR(100) NOT NULL PRIMARY KEY,
              guild VARCHAR(64) NOT NULL,
              pid BIGINT NOT NULL,
              started BIGINT NOT NULL,
              mark VARCHAR(100) NOT NULL,
              ready INTEGER NOT NULL
            )
            """);

    private final Database database;

    /** In this database. */
    public ProcessRecords(Database database) {
        this.database = database;
        database.migrate("servers", SCRIPTS);
    }

    /** A process of a server. */
    public record Known(ProcessIdentity process, String mark, boolean ready) {}

    /** Durable when it returns. */
    public void put(String server, String guild, Known known) {
        database.write(connection -> {
            delete(connection, server);
            try (PreparedStatement row = connection.prepareStatement(
                    "INSERT INTO server_processes (server, guild, pid, started, mark, ready) VALUES (?, ?, ?, ?, ?, ?)")) {
                row.setString(1, server);
                row.setString(2, guild);
                row.setLong(3, known.process().pid());
                row.setLong(4, known.process().started().toEpochMilli());
                row.setString(5, known.mark());
                row.setInt(6, known.ready() ? 1 : 0);
                row.executeUpdate();
            }
            return null;
        });
    }

    /** Durable when it returns. */
    public void remove(String server) {
        database.write(connection -> {
            delete(connection, server);
            return null;
        });
    }

    private static void delete(Connection connection, String server) throws SQLException {
        try (PreparedStatement row = connection.prepareStatement("DELETE FROM server_processes WHERE server = ?")) {
            row.setString(1, server);
            row.executeUpdate();
        }
    }

    /** What was known last. */
    public Optional<Known> get(String server) {
        return database.read(connection -> {
            try (PreparedStatement query = connection.prepareStatement(
                    "SELECT pid, started, mark, ready FROM server_processes WHERE server = ?")) {
                query.setString(1, server);
                try (ResultSet row = query.executeQuery()) {
                    return row.next()
                            ? Optional.of(new Known(
                                    new ProcessIdentity(row.getLong(1), Instant.ofEpochMilli(row.getLong(2))),
                                    row.getString(3),
                                    row.getInt(4) != 0))
                            : Optional.empty();
                }
            }
        });
    }
}
