// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.link.agent;

import io.reconsync.contract.store.Database;
import io.reconsync.link.frame.Frame;
import io.reconsync.link.store.Sql;
import io.reconsync.link.store.Streams;
import java.util.Optional;

/** What an agent remembers of its bot. Thread-safe. */
final class BotBook {
    static final String AGENT = "agent";
    static final String NAME = "name";
    static final String PIN = "pin";
    static final String ADDRESS = "address";
    static final String LEASE = "lease";
    static final String KEY_MADE = "key-made";
    static final String EVENTS = "events";

    private final Database database;

    BotBook(Database database) {
        this.database = database;
    }

    Optional<String> find(String name) {
        return database.read(connection ->
                Sql.first(connection, row -> row.getString(1), "SELECT value FROM link_bot WHERE name = ?", name));
    }

    String get(String name) {
        return find(name).orElse("");
    }

    void put(String name, String value) {
        database.write(connection -> Sql.change(
                connection,
                "INSERT INTO link_bot (name, value) VALUES (?, ?)"
                        + " ON CONFLICT (name) DO UPDATE SET value = excluded.value",
                name,
                value));
    }

    /** Adds a frame to the stream to the bot. */
    void appendForBot(Streams streams, Frame frame, String id) {
        database.write(connection -> {
            streams.append(connection, Runs.BOT, frame, id);
            return null;
        });
    }

    boolean enrolled() {
        return !get(AGENT).isEmpty();
    }
}
