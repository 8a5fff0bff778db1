// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.backup;

import io.reconsync.contract.servers.Server;
import io.reconsync.contract.store.Database;
import java.nio.file.Path;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** The restores that are under way, and those whose former worlds are still there. Thread-safe. */
final class RestoreTable {
    private final Database database;

    RestoreTable(Database database) {
        this.database = database;
    }

    /**
     * A restore.
     *
     * @param id of the job
     * @param guild scope of the server
     * @param server whose world was replaced
     * @param snapshot by which
     * @param made when
     * @param holders the folders with the new and the former world
     * @param state how far it came
     * @param ran whether the server ran before, so is to be started again
     */
    record Row(
            String id,
            String guild,
            String server,
            String snapshot,
            Instant made,
            List<Path> holders,
            State state,
            boolean ran) {}

    /** How far a restore came. */
    enum State {
        /** Something may have been moved. */
        BEGUN,
        /** The new world is in place. */
        DONE
    }

    void put(Row row) {
        database.write(connection -> {
            try (PreparedStatement insert = connection.prepareStatement("INSERT INTO backup_restore (id, guild, server,"
                    + " snapshot, made_ms, holder, state, ran) VALUES (?, ?, ?, ?, ?, ?, ?, ?)")) {
                insert.setString(1, row.id);
                insert.setString(2, row.guild);
                insert.setString(3, row.server);
                insert.setString(4, row.snapshot);
                insert.setLong(5, row.made.toEpochMilli());
                insert.setString(
                        6,
                        String.join("\n", row.holders.stream().map(RawText::of).toList()));
                insert.setString(7, row.state.name());
                insert.setInt(8, row.ran ? 1 : 0);
                insert.executeUpdate();
            }
            return null;
        });
    }

    /** The new world is in place. */
    void done(String id) {
        database.write(connection -> {
            try (PreparedStatement update =
                    connection.prepareStatement("UPDATE backup_restore SET state = 'DONE' WHERE id = ?")) {
                update.setString(1, id);
                update.executeUpdate();
            }
            return null;
        });
    }

    void remove(String id) {
        database.write(connection -> {
            try (PreparedStatement delete = connection.prepareStatement("DELETE FROM backup_restore WHERE id = ?")) {
                delete.setString(1, id);
                delete.executeUpdate();
            }
            return null;
        });
    }

    /** The newest first. */
    List<Row> all() {
        return database.read(connection -> {
            List<Row> rows = new ArrayList<>();
            try (PreparedStatement select =
                            connection.prepareStatement("SELECT id, guild, server, snapshot, made_ms, holder, state,"
                                    + " ran FROM backup_restore ORDER BY made_ms DESC, id DESC");
                    ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    rows.add(new Row(
                            row.getString(1),
                            row.getString(2),
                            row.getString(3),
                            row.getString(4),
                            Instant.ofEpochMilli(row.getLong(5)),
                            row.getString(6).lines().map(RawText::path).toList(),
                            State.valueOf(row.getString(7)),
                            row.getInt(8) != 0));
                }
            }
            return rows;
        });
    }

    /** Those of a server that are done, the newest first. */
    List<Row> done(Server server) {
        return all().stream()
                .filter(row -> row.server.equals(server.id()) && row.state == State.DONE)
                .toList();
    }
}
