// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.discord;

import io.reconsync.contract.store.Database;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What Discord was told last, and how many names were new to it lately. Thread-safe through the database. */
record RegistrationTable(Database database) {
    /**
     * A command as it was pushed.
     *
     * @param json its content
     * @param gone since when nobody offers it; empty while somebody does
     */
    record Row(String json, Optional<Instant> gone) {}

    Map<String, Row> load(String guild) {
        return database.read(connection -> {
            try (PreparedStatement select = connection.prepareStatement(
                    "SELECT name, content, gone FROM discord_commands WHERE guild = ? ORDER BY name")) {
                select.setString(1, guild);
                Map<String, Row> rows = new LinkedHashMap<>();
                try (ResultSet found = select.executeQuery()) {
                    while (found.next()) {
                        long gone = found.getLong(3);
                        boolean offered = found.wasNull();
                        rows.put(
                                found.getString(1),
                                new Row(
                                        found.getString(2),
                                        offered ? Optional.empty() : Optional.of(Instant.ofEpochMilli(gone))));
                    }
                }
                return rows;
            }
        });
    }

    void save(String guild, Map<String, Row> rows) {
        database.write(connection -> {
            try (PreparedStatement delete =
                            connection.prepareStatement("DELETE FROM discord_commands WHERE guild = ?");
                    PreparedStatement insert = connection.prepareStatement(
                            "INSERT INTO discord_commands (guild, name, content, gone) VALUES (?, ?, ?, ?)")) {
                delete.setString(1, guild);
                delete.executeUpdate();
                for (Map.Entry<String, Row> row : rows.entrySet()) {
                    insert.setString(1, guild);
                    insert.setString(2, row.getKey());
                    insert.setString(3, row.getValue().json());
                    if (row.getValue().gone().isPresent()) {
                        insert.setLong(4, row.getValue().gone().get().toEpochMilli());
                    } else {
                        insert.setNull(4, java.sql.Types.BIGINT);
                    }
                    insert.executeUpdate();
                }
                return rows.size();
            }
        });
    }

    /** Counts new names; Discord takes a limited number a day. */
    void created(String guild, Collection<String> names, Instant now) {
        database.write(connection -> {
            try (PreparedStatement insert =
                    connection.prepareStatement("INSERT INTO discord_creates (guild, name, made) VALUES (?, ?, ?)")) {
                for (String name : names) {
                    insert.setString(1, guild);
                    insert.setString(2, name);
                    insert.setLong(3, now.toEpochMilli());
                    insert.executeUpdate();
                }
            }
            try (PreparedStatement delete = connection.prepareStatement("DELETE FROM discord_creates WHERE made < ?")) {
                delete.setLong(1, now.minus(java.time.Duration.ofDays(2)).toEpochMilli());
                return delete.executeUpdate();
            }
        });
    }

    int createdSince(String guild, Instant since) {
        return database.read(connection -> {
            try (PreparedStatement select =
                    connection.prepareStatement("SELECT count(*) FROM discord_creates WHERE guild = ? AND made >= ?")) {
                select.setString(1, guild);
                select.setLong(2, since.toEpochMilli());
                try (ResultSet found = select.executeQuery()) {
                    return found.next() ? found.getInt(1) : 0;
                }
            }
        });
    }

    static final List<String> SCRIPTS =
            List.of("CREATE TABLE discord_commands (guild TEXT NOT NULL, name TEXT NOT NULL,"
                    + " content TEXT NOT NULL, gone BIGINT, PRIMARY KEY (guild, name))\n;\n"
                    + "CREATE TABLE discord_creates (guild TEXT NOT NULL, name TEXT NOT NULL, made BIGINT NOT NULL)\n;\n"
                    + "CREATE INDEX discord_creates_when ON discord_creates (guild, made)\n;\n" + PostTable.SCRIPT
                    + "\n;\n"
                    + IncidentTable.SCRIPT);
}
