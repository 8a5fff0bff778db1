// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.jobs;

import io.reconsync.api.command.Actor;
import io.reconsync.contract.jobs.Audit;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** The table of acts. */
final class AuditTable {
    private AuditTable() {}

    /** A row with its id and guild scope. */
    record Entry(String id, String guild, Audit.Row row) {}

    static void insert(Connection connection, Entry entry) throws SQLException {
        try (PreparedStatement row = connection.prepareStatement(
                "INSERT INTO audit (id, guild, at, actor_name, actor_tier, actor_surface, action, target, outcome)"
                        + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)")) {
            Actor actor = entry.row().actor();
            row.setString(1, entry.id());
            row.setString(2, entry.guild());
            row.setLong(3, entry.row().at().toEpochMilli());
            row.setString(4, actor.name());
            row.setString(5, actor.tier().name());
            row.setString(6, actor.surface().name());
            row.setString(7, entry.row().action());
            row.setString(8, entry.row().target());
            row.setString(9, entry.row().outcome());
            row.executeUpdate();
        }
    }

    static List<Audit.Row> newest(Connection connection, int limit) throws SQLException {
        List<Audit.Row> found = new ArrayList<>();
        try (PreparedStatement query =
                connection.prepareStatement("SELECT * FROM audit ORDER BY at DESC, id DESC LIMIT ?")) {
            query.setInt(1, Math.max(0, limit));
            try (ResultSet rows = query.executeQuery()) {
                while (rows.next()) {
                    found.add(new Audit.Row(
                            Instant.ofEpochMilli(rows.getLong("at")),
                            JobRows.actor(rows),
                            rows.getString("action"),
                            rows.getString("target"),
                            rows.getString("outcome")));
                }
            }
        }
        return found;
    }

    static void prune(Connection connection, Instant limit) throws SQLException {
        try (PreparedStatement delete = connection.prepareStatement("DELETE FROM audit WHERE at < ?")) {
            delete.setLong(1, limit.toEpochMilli());
            delete.executeUpdate();
        }
    }
}
