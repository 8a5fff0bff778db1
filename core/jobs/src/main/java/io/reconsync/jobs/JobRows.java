// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.jobs;

import io.reconsync.api.command.Actor;
import io.reconsync.api.command.Surface;
import io.reconsync.api.command.Tier;
import io.reconsync.contract.jobs.Job;
import io.reconsync.contract.jobs.JobRequest;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads jobs out of their tables. */
final class JobRows {
    private JobRows() {}

    static List<Job> read(Connection connection, PreparedStatement query) throws SQLException {
        List<Job> jobs = new ArrayList<>();
        try (ResultSet rows = query.executeQuery()) {
            while (rows.next()) {
                jobs.add(job(connection, rows));
            }
        }
        return jobs;
    }

    static Map<String, String> values(Connection connection, String id, String part) throws SQLException {
        Map<String, String> values = new HashMap<>();
        try (PreparedStatement query =
                connection.prepareStatement("SELECT name, value FROM job_values WHERE job = ? AND part = ?")) {
            query.setString(1, id);
            query.setString(2, part);
            try (ResultSet rows = query.executeQuery()) {
                while (rows.next()) {
                    values.put(rows.getString(1), rows.getString(2));
                }
            }
        }
        return values;
    }

    private static Job job(Connection connection, ResultSet row) throws SQLException {
        String id = row.getString("id");
        JobRequest request = new JobRequest(
                row.getString("kind"),
                Optional.ofNullable(row.getString("server")),
                values(connection, id, JobJournal.ARGUMENT),
                actor(row),
                Duration.ofMillis(row.getLong("timeout_ms")),
                row.getInt("urgent") != 0,
                Optional.ofNullable(row.getString("job_key")));
        String code = row.getString("error_code");
        Optional<Job.Failure> error = code == null
                ? Optional.empty()
                : Optional.of(new Job.Failure(
                        code,
                        row.getString("error_owner"),
                        row.getString("error_message"),
                        row.getString("error_next")));
        return new Job(
                id,
                request,
                Job.State.valueOf(row.getString("state")),
                row.getString("step"),
                row.getDouble("progress"),
                row.getString("text"),
                Instant.ofEpochMilli(row.getLong("created")),
                moment(row, "started"),
                moment(row, "ended"),
                error,
                values(connection, id, JobJournal.RESULT));
    }

    static Actor actor(ResultSet row) throws SQLException {
        return new Actor(
                row.getString("actor_name"),
                Tier.valueOf(row.getString("actor_tier")),
                Surface.valueOf(row.getString("actor_surface")));
    }

    private static Optional<Instant> moment(ResultSet row, String column) throws SQLException {
        long millis = row.getLong(column);
        return row.wasNull() ? Optional.empty() : Optional.of(Instant.ofEpochMilli(millis));
    }
}
