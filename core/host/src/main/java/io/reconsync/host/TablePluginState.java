// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.host;

import io.reconsync.api.ErrorOwner;
import io.reconsync.api.ReconException;
import io.reconsync.api.runtime.PluginState;
import io.reconsync.contract.store.Database;
import java.nio.charset.StandardCharsets;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.util.Optional;

/** The live state of one plugin in the database. Thread-safe. */
final class TablePluginState implements PluginState {
    private static final int LONGEST_KEY = 200;
    private static final int LARGEST_VALUE = 1 << 20;

    private final String plugin;
    private final Database database;
    private final Lease lease;

    TablePluginState(String plugin, Database database, Lease lease) {
        this.plugin = plugin;
        this.database = database;
        this.lease = lease;
    }

    @Override
    public Optional<String> get(String key) {
        check(key);
        return database.read(connection -> {
            try (PreparedStatement query = connection.prepareStatement(
                    "SELECT content FROM plugin_state WHERE plugin = ? AND label = ? AND name = ?")) {
                query.setString(1, plugin);
                query.setString(2, StateTable.LIVE);
                query.setString(3, key);
                try (ResultSet rows = query.executeQuery()) {
                    return rows.next() ? Optional.of(rows.getString(1)) : Optional.empty();
                }
            }
        });
    }

    @Override
    public void put(String key, String value) {
        check(key);
        if (value.length() > LARGEST_VALUE || value.getBytes(StandardCharsets.UTF_8).length > LARGEST_VALUE) {
            throw refused("the value of " + key + " has more than 1 MiB");
        }
        database.write(connection -> {
            try (PreparedStatement insert = connection.prepareStatement(
                    "INSERT INTO plugin_state (plugin, label, name, content) VALUES (?, ?, ?, ?)"
                            + " ON CONFLICT (plugin, label, name) DO UPDATE SET content = excluded.content")) {
                insert.setString(1, plugin);
                insert.setString(2, StateTable.LIVE);
                insert.setString(3, key);
                insert.setString(4, value);
                return insert.executeUpdate();
            }
        });
    }

    @Override
    public void remove(String key) {
        check(key);
        database.write(connection -> {
            try (PreparedStatement delete = connection.prepareStatement(
                    "DELETE FROM plugin_state WHERE plugin = ? AND label = ? AND name = ?")) {
                delete.setString(1, plugin);
                delete.setString(2, StateTable.LIVE);
                delete.setString(3, key);
                return delete.executeUpdate();
            }
        });
    }

    private void check(String key) {
        lease.check();
        if (key.isEmpty() || key.length() > LONGEST_KEY) {
            throw refused("a key must have 1 to " + LONGEST_KEY + " characters");
        }
    }

    private ReconException refused(String why) {
        return new ReconException(
                "state-refused",
                ErrorOwner.PLUGIN,
                "The plugin " + plugin + " asked to keep something that was refused: " + why + ".",
                "Report it to the author of the plugin; large things belong into its data directory.");
    }
}
