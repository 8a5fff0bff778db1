// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.link.agent;

import io.reconsync.contract.store.Database;
import io.reconsync.link.frame.Body;
import io.reconsync.link.frame.Frame;
import io.reconsync.link.frame.Frames;
import io.reconsync.link.store.Sql;
import io.reconsync.link.store.Streams;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/** The orders that came from the bot, each once. Thread-safe. */
final class Runs {
    /** The bot's name among peers. */
    static final String BOT = "bot";

    private static final String COLUMNS = "SELECT id, state, job, command FROM link_runs ";

    private final Database database;
    private final Streams streams;
    private final Frames frames;
    private final Clock clock;

    Runs(Database database, Streams streams, Frames frames, Clock clock) {
        this.database = database;
        this.streams = streams;
        this.frames = frames;
        this.clock = clock;
    }

    enum State {
        /** In the store, not begun. */
        HERE,
        /** Begun; whether it took effect is not yet in the store. */
        BEGUN,
        /** A job of this agent. */
        JOB,
        /** Answered for good. */
        DONE
    }

    /** An order. */
    record Run(String id, State state, String job, Body order) {}

    private Run row(ResultSet row) throws SQLException {
        return new Run(
                row.getString(1), State.valueOf(row.getString(2)), row.getString(3), frames.object(row.getString(4)));
    }

    /** Enters it within the transaction that takes its frame; false when it was here before. */
    boolean enter(Connection connection, Body order) throws SQLException {
        return Sql.change(
                        connection,
                        "INSERT INTO link_runs (id, guild, state, job, command, created) VALUES (?, 'local', 'HERE', '', ?, ?)"
                                + " ON CONFLICT (id) DO NOTHING",
                        order.text("id", 36),
                        frames.text(order),
                        clock.millis())
                > 0;
    }

    Optional<Run> find(String id) {
        return database.read(connection -> Sql.first(connection, this::row, COLUMNS + "WHERE id = ?", id));
    }

    /** All that are not answered for good, the oldest first. */
    List<Run> open() {
        return database.read(
                connection -> Sql.list(connection, this::row, COLUMNS + "WHERE state <> 'DONE' ORDER BY created, id"));
    }

    /** True for exactly one caller. */
    boolean begin(String id) {
        return database.write(connection -> Sql.change(
                        connection, "UPDATE link_runs SET state = 'BEGUN' WHERE id = ? AND state = 'HERE'", id))
                > 0;
    }

    /** It is a job here; the bot is told in the same transaction. */
    void job(String id, String job, Frame taken) {
        database.write(connection -> {
            Sql.change(
                    connection,
                    "UPDATE link_runs SET state = 'JOB', job = ? WHERE id = ? AND state = 'BEGUN'",
                    job,
                    id);
            streams.append(connection, BOT, taken, id);
            return null;
        });
    }

    /** It is answered for good, once; the bot is told in the same transaction. */
    void done(String id, Frame answer) {
        database.write(connection -> {
            int changed =
                    Sql.change(connection, "UPDATE link_runs SET state = 'DONE' WHERE id = ? AND state <> 'DONE'", id);
            if (changed > 0) {
                streams.append(connection, BOT, answer, id);
            }
            return null;
        });
    }

    /** Forgets answers older than this. */
    void prune(long before) {
        database.write(connection ->
                Sql.change(connection, "DELETE FROM link_runs WHERE state = 'DONE' AND created < ?", before));
    }
}
