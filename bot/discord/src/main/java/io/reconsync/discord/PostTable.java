// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.discord;

import io.reconsync.contract.store.Database;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The messages that the bot posts of its own accord, on disk: what each has to say, and what Discord has of it. A row
 * always means the newest state, so an outage delays and loses nothing. Thread-safe through the database.
 */
record PostTable(Database database) {
    static final String SCRIPT = "CREATE TABLE discord_posts (guild TEXT NOT NULL, name TEXT NOT NULL,"
            + " channel TEXT NOT NULL, body TEXT NOT NULL, revision BIGINT NOT NULL, sent BIGINT NOT NULL,"
            + " message TEXT, attempts INTEGER NOT NULL, due BIGINT NOT NULL, made BIGINT NOT NULL,"
            + " changed BIGINT NOT NULL, PRIMARY KEY (guild, name))\n;\n"
            + "CREATE INDEX discord_posts_due ON discord_posts (due)";

    private static final List<Duration> WAITS =
            List.of(Duration.ofSeconds(5), Duration.ofSeconds(15), Duration.ofMinutes(1), Duration.ofMinutes(5));
    private static final Duration KEPT = Duration.ofDays(14);

    /** A post whose newest state Discord does not have. */
    record Due(
            String guild,
            String name,
            String channel,
            Notice notice,
            long revision,
            Optional<String> message,
            int attempts) {
        String key() {
            return guild + "/" + name;
        }
    }

    /** Says something new, or something else than before; without effect when it is the same. */
    void put(String guild, String name, String channel, Notice notice, Instant now) {
        String body = notice.json();
        database.write(connection -> {
            Optional<String> before =
                    text(connection, "SELECT body FROM discord_posts WHERE guild = ? AND name = ?", guild, name);
            if (before.isPresent() && before.get().equals(body)) {
                return 0;
            }
            return update(
                    connection,
                    "INSERT INTO discord_posts (guild, name, channel, body, revision, sent, message, attempts, due,"
                            + " made, changed) VALUES (?, ?, ?, ?, 1, 0, NULL, 0, ?, ?, ?)"
                            + " ON CONFLICT (guild, name) DO UPDATE SET body = excluded.body, attempts = 0,"
                            + " revision = discord_posts.revision + 1, due = excluded.due, changed = excluded.changed",
                    guild,
                    name,
                    channel,
                    body,
                    now.toEpochMilli(),
                    now.toEpochMilli(),
                    now.toEpochMilli());
        });
    }

    /** What is due, oldest first. */
    List<Due> due(Instant now, int most) {
        return database.read(connection -> {
            try (PreparedStatement select = connection.prepareStatement(
                    "SELECT guild, name, channel, body, revision, message, attempts FROM discord_posts"
                            + " WHERE revision > sent AND due <= ? ORDER BY due, made LIMIT " + most)) {
                select.setLong(1, now.toEpochMilli());
                List<Due> found = new ArrayList<>();
                try (ResultSet row = select.executeQuery()) {
                    while (row.next()) {
                        found.add(new Due(
                                row.getString(1),
                                row.getString(2),
                                row.getString(3),
                                Notice.of(row.getString(4)),
                                row.getLong(5),
                                Optional.ofNullable(row.getString(6)),
                                row.getInt(7)));
                    }
                }
                return found;
            }
        });
    }

    /** When a post changed last; empty when there is none. */
    Optional<Instant> changed(String guild, String name) {
        return database.read(connection -> text(
                        connection, "SELECT changed FROM discord_posts WHERE guild = ? AND name = ?", guild, name)
                .map(millis -> Instant.ofEpochMilli(Long.parseLong(millis))));
    }

    void arrived(Due due, String message) {
        database.write(connection -> update(
                connection,
                "UPDATE discord_posts SET sent = ?, message = ?, attempts = 0 WHERE guild = ? AND name = ?",
                due.revision(),
                message,
                due.guild(),
                due.name()));
    }

    /** The message is not there any more: the next attempt posts anew. */
    void vanished(Due due) {
        database.write(connection -> update(
                connection,
                "UPDATE discord_posts SET message = NULL, made = changed WHERE guild = ? AND name = ?",
                due.guild(),
                due.name()));
    }

    void later(Due due, Instant now, Duration atLeast) {
        Duration wait = WAITS.get(Math.min(due.attempts(), WAITS.size() - 1));
        Duration longer = wait.compareTo(atLeast) > 0 ? wait : atLeast;
        database.write(connection -> update(
                connection,
                "UPDATE discord_posts SET attempts = attempts + 1, due = ? WHERE guild = ? AND name = ?",
                now.plus(longer).toEpochMilli(),
                due.guild(),
                due.name()));
    }

    /** Forgets what has not changed for long, but for the status, which is edited for ever. */
    void prune(Instant now) {
        database.write(connection -> update(
                connection,
                "DELETE FROM discord_posts WHERE changed < ? AND name <> '" + StatusBoard.NAME + "'",
                now.minus(KEPT).toEpochMilli()));
    }

    static Optional<String> text(Connection connection, String sql, Object... values) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            set(select, values);
            try (ResultSet row = select.executeQuery()) {
                return row.next() ? Optional.ofNullable(row.getString(1)) : Optional.empty();
            }
        }
    }

    static int update(Connection connection, String sql, Object... values) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement(sql)) {
            set(update, values);
            return update.executeUpdate();
        }
    }

    private static void set(PreparedStatement statement, Object... values) throws SQLException {
        for (int i = 0; i < values.length; i++) {
            statement.setObject(i + 1, values[i]);
        }
    }
}
