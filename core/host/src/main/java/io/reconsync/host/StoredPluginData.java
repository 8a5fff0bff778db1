// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.host;

import io.reconsync.api.ErrorOwner;
import io.reconsync.api.ReconException;
import io.reconsync.contract.host.PluginData;
import io.reconsync.contract.runtime.Instance;
import io.reconsync.contract.store.Database;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Copies, restores and removes what plugins keep. */
@Component
public final class StoredPluginData implements PluginData {
    private final Instance instance;
    private final Database database;

    /** Brings the tables up to date. */
    @Activate
    public StoredPluginData(@Reference Instance instance, @Reference Database database) {
        this.instance = instance;
        this.database = database;
        StateTable.migrate(database);
    }

    @Override
    public void copyState(String plugin, String label) {
        String name = named(label);
        database.write(connection -> {
            drop(connection, plugin, name);
            copy(connection, plugin, StateTable.LIVE, name);
            run(connection, "INSERT INTO plugin_state_copy (plugin, label) VALUES (?, ?)", plugin, name);
            return null;
        });
    }

    @Override
    public void restoreState(String plugin, String label) {
        String name = named(label);
        database.write(connection -> {
            if (copies(connection, plugin).contains(name)) {
                run(connection, "DELETE FROM plugin_state WHERE plugin = ? AND label = ?", plugin, StateTable.LIVE);
                copy(connection, plugin, name, StateTable.LIVE);
            }
            return null;
        });
    }

    @Override
    public void keepCopies(String plugin, Set<String> labels) {
        database.write(connection -> {
            for (String label : copies(connection, plugin)) {
                if (!labels.contains(label)) {
                    drop(connection, plugin, label);
                }
            }
            return null;
        });
    }

    @Override
    public void purge(String plugin) {
        if (!plugin.matches("[A-Za-z0-9_-][A-Za-z0-9._-]*")) {
            throw new IllegalArgumentException("'" + plugin + "' is not the name of a plugin.");
        }
        database.write(connection -> {
            run(connection, "DELETE FROM plugin_state WHERE plugin = ?", plugin);
            run(connection, "DELETE FROM plugin_state_copy WHERE plugin = ?", plugin);
            return null;
        });
        remove(instance.home().secrets().resolve(plugin));
        remove(instance.home().data().resolve("plugins").resolve(plugin));
    }

    private static String named(String label) {
        if (label.isEmpty()) {
            throw new IllegalArgumentException("A copy needs a label.");
        }
        return label;
    }

    private static List<String> copies(Connection connection, String plugin) throws SQLException {
        List<String> labels = new ArrayList<>();
        try (PreparedStatement query =
                connection.prepareStatement("SELECT label FROM plugin_state_copy WHERE plugin = ?")) {
            query.setString(1, plugin);
            try (ResultSet rows = query.executeQuery()) {
                while (rows.next()) {
                    labels.add(rows.getString(1));
                }
            }
        }
        return labels;
    }

    private static void copy(Connection connection, String plugin, String from, String to) throws SQLException {
        run(
                connection,
                "INSERT INTO plugin_state (plugin, label, name, content)"
                        + " SELECT plugin, CAST(? AS VARCHAR(200)), name, content FROM plugin_state"
                        + " WHERE plugin = ? AND label = ?",
                to,
                plugin,
                from);
    }

    private static void drop(Connection connection, String plugin, String label) throws SQLException {
        run(connection, "DELETE FROM plugin_state WHERE plugin = ? AND label = ?", plugin, label);
        run(connection, "DELETE FROM plugin_state_copy WHERE plugin = ? AND label = ?", plugin, label);
    }

    private static void run(Connection connection, String sql, String... values) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
                statement.setString(i + 1, values[i]);
            }
            statement.executeUpdate();
        }
    }

    private static void remove(Path folder) {
        if (!Files.exists(folder, java.nio.file.LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        try (Stream<Path> tree = Files.walk(folder)) {
            for (Path path : tree.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        } catch (IOException e) {
            throw new ReconException(
                    "plugin-purge-failed",
                    ErrorOwner.HOST,
                    "The folder " + folder + " could not be removed: " + e.getMessage() + ".",
                    "Remove it by hand.",
                    e);
        }
    }
}
