// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.discord;

import io.reconsync.contract.store.Database;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Which post tells of which incident, and what was told last. Thread-safe through the database. */
record IncidentTable(Database database) {
    static final String SCRIPT = "CREATE TABLE discord_incidents (guild TEXT NOT NULL, incident TEXT NOT NULL,"
            + " post TEXT NOT NULL, channel TEXT NOT NULL, server TEXT, title TEXT NOT NULL, severity TEXT NOT NULL,"
            + " state TEXT NOT NULL, taker TEXT, began BIGINT NOT NULL, ended BIGINT, made BIGINT NOT NULL,"
            + " PRIMARY KEY (guild, incident))\n;\n"
            + "CREATE INDEX discord_incidents_post ON discord_incidents (guild, post)";

    private static final Duration KEPT = Duration.ofDays(30);

    /** A row. */
    record Told(
            String guild,
            String incident,
            String post,
            String channel,
            Optional<String> server,
            String title,
            String severity,
            String state,
            Optional<String> taker,
            Instant began,
            Optional<Instant> ended) {
        boolean alone() {
            return post.startsWith(Alerts.INCIDENT);
        }
    }

    Optional<Told> find(String guild, String incident) {
        List<Told> found = select("guild = ? AND incident = ?", guild, incident);
        return found.stream().findFirst();
    }

    /** All of one post, oldest first. */
    List<Told> of(String guild, String post) {
        return select("guild = ? AND post = ?", guild, post);
    }

    private List<Told> select(String where, String first, String second) {
        return database.read(connection -> {
            try (PreparedStatement select = connection.prepareStatement(
                    "SELECT guild, incident, post, channel, server, title, severity, state, taker, began, ended"
                            + " FROM discord_incidents WHERE " + where + " ORDER BY made, incident")) {
                select.setString(1, first);
                select.setString(2, second);
                List<Told> found = new ArrayList<>();
                try (ResultSet row = select.executeQuery()) {
                    while (row.next()) {
                        found.add(told(row));
                    }
                }
                return found;
            }
        });
    }

    private static Told told(ResultSet row) throws SQLException {
        long ended = row.getLong(11);
        boolean open = row.wasNull();
        return new Told(
                row.getString(1),
                row.getString(2),
                row.getString(3),
                row.getString(4),
                Optional.ofNullable(row.getString(5)),
                row.getString(6),
                row.getString(7),
                row.getString(8),
                Optional.ofNullable(row.getString(9)),
                Instant.ofEpochMilli(row.getLong(10)),
                open ? Optional.empty() : Optional.of(Instant.ofEpochMilli(ended)));
    }

    void save(Told told, Instant now) {
        database.write(connection -> {
            PostTable.update(
                    connection,
                    "DELETE FROM discord_incidents WHERE made < ? AND ended IS NOT NULL",
                    now.minus(KEPT).toEpochMilli());
            return PostTable.update(
                    connection,
                    "INSERT INTO discord_incidents (guild, incident, post, channel, server, title, severity, state,"
                            + " taker, began, ended, made) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
                            + " ON CONFLICT (guild, incident) DO UPDATE SET title = excluded.title,"
                            + " severity = excluded.severity, state = excluded.state, ended = excluded.ended,"
                            + " taker = coalesce(excluded.taker, discord_incidents.taker)",
                    told.guild(),
                    told.incident(),
                    told.post(),
                    told.channel(),
                    told.server().orElse(null),
                    told.title(),
                    told.severity(),
                    told.state(),
                    told.taker().orElse(null),
                    told.began().toEpochMilli(),
                    told.ended().map(Instant::toEpochMilli).orElse(null),
                    now.toEpochMilli());
        });
    }

    /** Somebody took it; shown once core says so. */
    void taken(String incident, String taker) {
        database.write(connection -> PostTable.update(
                connection, "UPDATE discord_incidents SET taker = ? WHERE incident = ?", taker, incident));
    }

    /** How many incidents got a message of their own in a channel since then. */
    int aloneSince(String guild, String channel, Instant since) {
        return Integer.parseInt(database.read(connection -> PostTable.text(
                        connection,
                        "SELECT count(*) FROM discord_incidents WHERE guild = ? AND channel = ? AND made >= ?"
                                + " AND post LIKE '" + Alerts.INCIDENT + "%'",
                        guild,
                        channel,
                        since.toEpochMilli()))
                .orElse("0"));
    }

    /** The digest of a channel that was begun since then. */
    Optional<String> digestSince(String guild, String channel, Instant since) {
        return database.read(connection -> PostTable.text(
                connection,
                "SELECT post FROM discord_incidents WHERE guild = ? AND channel = ? AND made >= ?" + " AND post LIKE '"
                        + Alerts.DIGEST + "%' ORDER BY made LIMIT 1",
                guild,
                channel,
                since.toEpochMilli()));
    }
}
