// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.jobs;

import io.reconsync.contract.store.Database;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;

/** The last moment of each schedule that was seen to, whatever became of it. Durable. */
final class ScheduleTable {
    private final Database database;

    ScheduleTable(Database database) {
        this.database = database;
        database.migrate("jobs", JobsTables.SCRIPTS);
    }

    /** A moment and what became of it; {@code expression} tells whether it was of the same schedule. */
    record Moment(String expression, Instant moment, String outcome) {}

    Optional<Moment> get(String name) {
        return database.read(connection -> {
            try (PreparedStatement query = connection.prepareStatement(
                    "SELECT expression, moment, outcome FROM schedule_moments WHERE name = ?")) {
                query.setString(1, name);
                try (ResultSet row = query.executeQuery()) {
                    return row.next()
                            ? Optional.of(new Moment(
                                    row.getString(1), Instant.ofEpochMilli(row.getLong(2)), row.getString(3)))
                            : Optional.empty();
                }
            }
        });
    }

    void put(String name, String guild, Moment moment) {
        database.write(connection -> {
            delete(connection, name);
            try (PreparedStatement row = connection.prepareStatement(
                    "INSERT INTO schedule_moments (name, guild, expression, moment, outcome) VALUES (?, ?, ?, ?, ?)")) {
                row.setString(1, name);
                row.setString(2, guild);
                row.setString(3, moment.expression());
                row.setLong(4, moment.moment().toEpochMilli());
                row.setString(5, JournalAudit.cut(moment.outcome(), 4000));
                row.executeUpdate();
            }
            return null;
        });
    }

    private static void delete(Connection connection, String name) throws SQLException {
        try (PreparedStatement row = connection.prepareStatement("DELETE FROM schedule_moments WHERE name = ?")) {
            row.setString(1, name);
            row.executeUpdate();
        }
    }
}
