// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.backup;

import io.reconsync.contract.store.Database;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** The restores whose former worlds are still there. Thread-safe. */
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
     * @param holder the folder with the former world, as {@link RawText}
     */
    record Row(String id, String guild, String server, String snapshot, Instant made, String holder) {}

    void put(Row row) {
        database.write(connection -> {
            try (PreparedStatement insert = connection.prepareStatement("INSERT INTO backup_restore (id, guild, server,"
                    + " snapshot, made_ms, holder, state) VALUES (?, ?, ?, ?, ?, ?, 'done')")) {
                insert.setString(1, row.id);
                insert.setString(2, row.guild);
                insert.setString(3, row.server);
                insert.setString(4, row.snapshot);
                insert.setLong(5, row.made.toEpochMilli());
                insert.setString(6, row.holder);
                insert.executeUpdate();
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
    List<Row> of(String server) {
        return database.read(connection -> {
            List<Row> rows = new ArrayList<>();
            try (PreparedStatement select = connection.prepareStatement(
                    "SELECT id, guild, server, snapshot, made_ms, holder FROM backup_restore"
                            + " WHERE server = ? ORDER BY made_ms DESC, id DESC")) {
                select.setString(1, server);
                try (ResultSet row = select.executeQuery()) {
                    while (row.next()) {
                        rows.add(new Row(
                                row.getString(1),
                                row.getString(2),
                                row.getString(3),
                                row.getString(4),
                                Instant.ofEpochMilli(row.getLong(5)),
                                row.getString(6)));
                    }
                }
            }
            return rows;
        });
    }
}
