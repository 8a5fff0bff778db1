// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.jobs;

import io.reconsync.contract.jobs.Job;
import io.reconsync.contract.jobs.JobRequest;
import io.reconsync.contract.store.Database;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The durable memory of jobs. Every writing method has reached the disk when it returns. Thread-safe. */
final class JobJournal {
    static final String ARGUMENT = "argument";
    static final String RESULT = "result";
    static final String NOTE = "note";
    private static final String OPEN = "state IN ('QUEUED', 'RUNNING')";

    private final Database database;

    JobJournal(Database database) {
        this.database = database;
    }

    /** Enters a new job and the audit row of its submission, both or none. */
    void insert(Job job, String guild, AuditTable.Entry audit) {
        database.write(connection -> {
            try (PreparedStatement row = connection.prepareStatement(
                    "INSERT INTO jobs (id, guild, kind, server, actor_name, actor_tier, actor_surface, timeout_ms, urgent,"
                            + " job_key, state, attempts, step, progress, text, created)"
                            + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 0, ?, ?, ?, ?)")) {
                JobRequest request = job.request();
                row.setString(1, job.id());
                row.setString(2, guild);
                row.setString(3, request.kind());
                row.setString(4, request.server().orElse(null));
                row.setString(5, request.actor().name());
                row.setString(6, request.actor().tier().name());
                row.setString(7, request.actor().surface().name());
                row.setLong(8, request.timeout().toMillis());
                row.setInt(9, request.urgent() ? 1 : 0);
                row.setString(10, request.key().orElse(null));
                row.setString(11, job.state().name());
                row.setString(12, job.step());
                row.setDouble(13, job.progress());
                row.setString(14, job.text());
                row.setLong(15, job.created().toEpochMilli());
                row.executeUpdate();
            }
            putAll(connection, job.id(), ARGUMENT, job.request().arguments());
            AuditTable.insert(connection, audit);
            return null;
        });
    }

    /** A run begins; gives how many have begun so far, this one included. */
    int begin(Job job) {
        return database.write(connection -> {
            update(connection, job, ", attempts = attempts + 1");
            try (PreparedStatement query = connection.prepareStatement("SELECT attempts FROM jobs WHERE id = ?")) {
                query.setString(1, job.id());
                try (ResultSet rows = query.executeQuery()) {
                    return rows.next() ? rows.getInt(1) : 0;
                }
            }
        });
    }

    /** Writes where an open job stands. */
    void update(Job job) {
        database.write(connection -> update(connection, job, ""));
    }

    /** Writes the result, unless there is one already. */
    boolean finish(Job job, AuditTable.Entry audit) {
        return database.write(connection -> {
            if (update(connection, job, "") == 0) {
                return false;
            }
            putAll(connection, job.id(), RESULT, job.result());
            clear(connection, job.id(), NOTE);
            AuditTable.insert(connection, audit);
            return true;
        });
    }

    /** Records a fact of a run; an empty value forgets it. */
    void note(String id, String name, String value) {
        database.write(connection -> {
            try (PreparedStatement row =
                    connection.prepareStatement("DELETE FROM job_values WHERE job = ? AND part = ? AND name = ?")) {
                row.setString(1, id);
                row.setString(2, NOTE);
                row.setString(3, name);
                row.executeUpdate();
            }
            if (!value.isEmpty()) {
                putAll(connection, id, NOTE, Map.of(name, value));
            }
            return null;
        });
    }

    Map<String, String> notes(String id) {
        return database.read(connection -> JobRows.values(connection, id, NOTE));
    }

    Optional<Job> find(String id) {
        return database.read(connection -> {
            try (PreparedStatement query = connection.prepareStatement("SELECT * FROM jobs WHERE id = ?")) {
                query.setString(1, id);
                return JobRows.read(connection, query).stream().findFirst();
            }
        });
    }

    /** The newest first. */
    List<Job> list(Optional<String> server, boolean onlyOpen, int limit) {
        String where =
                " WHERE 1 = 1" + (server.isPresent() ? " AND server = ?" : "") + (onlyOpen ? " AND " + OPEN : "");
        return database.read(connection -> {
            try (PreparedStatement query = connection.prepareStatement(
                    "SELECT * FROM jobs" + where + " ORDER BY created DESC, id DESC LIMIT ?")) {
                int at = 1;
                if (server.isPresent()) {
                    query.setString(at++, server.get());
                }
                query.setInt(at, Math.max(0, limit));
                return JobRows.read(connection, query);
            }
        });
    }

    /** Every job without a result, the oldest first. */
    List<Job> open() {
        return database.read(connection -> {
            try (PreparedStatement query =
                    connection.prepareStatement("SELECT * FROM jobs WHERE " + OPEN + " ORDER BY created, id")) {
                return JobRows.read(connection, query);
            }
        });
    }

    /** Forgets results from before {@code limit}. */
    void prune(Instant limit) {
        database.write(connection -> {
            String old = "ended IS NOT NULL AND ended < ?";
            for (String sql : List.of(
                    "DELETE FROM job_values WHERE job IN (SELECT id FROM jobs WHERE " + old + ")",
                    "DELETE FROM jobs WHERE " + old)) {
                try (PreparedStatement delete = connection.prepareStatement(sql)) {
                    delete.setLong(1, limit.toEpochMilli());
                    delete.executeUpdate();
                }
            }
            return null;
        });
    }

    private static int update(Connection connection, Job job, String more) throws SQLException {
        try (PreparedStatement row = connection.prepareStatement(
                "UPDATE jobs SET state = ?, step = ?, progress = ?, text = ?, started = ?, ended = ?, error_code = ?,"
                        + " error_owner = ?, error_message = ?, error_next = ?" + more + " WHERE id = ? AND " + OPEN)) {
            row.setString(1, job.state().name());
            row.setString(2, job.step());
            row.setDouble(3, job.progress());
            row.setString(4, job.text());
            moment(row, 5, job.started());
            moment(row, 6, job.ended());
            row.setString(7, job.error().map(Job.Failure::code).orElse(null));
            row.setString(8, job.error().map(Job.Failure::owner).orElse(null));
            row.setString(9, job.error().map(Job.Failure::message).orElse(null));
            row.setString(10, job.error().map(Job.Failure::nextStep).orElse(null));
            row.setString(11, job.id());
            return row.executeUpdate();
        }
    }

    private static void moment(PreparedStatement row, int at, Optional<Instant> moment) throws SQLException {
        if (moment.isPresent()) {
            row.setLong(at, moment.get().toEpochMilli());
        } else {
            row.setNull(at, Types.BIGINT);
        }
    }

    private static void clear(Connection connection, String id, String part) throws SQLException {
        try (PreparedStatement row = connection.prepareStatement("DELETE FROM job_values WHERE job = ? AND part = ?")) {
            row.setString(1, id);
            row.setString(2, part);
            row.executeUpdate();
        }
    }

    private static void putAll(Connection connection, String id, String part, Map<String, String> values)
            throws SQLException {
        try (PreparedStatement row =
                connection.prepareStatement("INSERT INTO job_values (job, part, name, value) VALUES (?, ?, ?, ?)")) {
            for (Map.Entry<String, String> value : values.entrySet()) {
                row.setString(1, id);
                row.setString(2, part);
                row.setString(3, value.getKey());
                row.setString(4, value.getValue());
                row.executeUpdate();
            }
        }
    }
}
