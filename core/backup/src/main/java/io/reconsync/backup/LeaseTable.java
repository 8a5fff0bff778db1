// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.backup;

import io.reconsync.api.game.GameProfile.Step;
import io.reconsync.api.game.ProcessIdentity;
import io.reconsync.contract.json.JsonCodec;
import io.reconsync.contract.store.Database;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The leases that are not released yet, as data that outlives us, the adapter and the job. Thread-safe. */
final class LeaseTable {
    private final Database database;
    private final JsonCodec json;

    LeaseTable(Database database, JsonCodec json) {
        this.database = database;
        this.json = json;
    }

    /**
     * A lease.
     *
     * @param job which began it
     * @param guild scope of the server
     * @param server whose game is kept from saving
     * @param release the steps that let it save again
     * @param process the process that was asked; a later one saves anyway
     * @param made when
     */
    record Row(
            String job,
            String guild,
            String server,
            List<Step> release,
            Optional<ProcessIdentity> process,
            Instant made) {}

    /** Durable when it returns. */
    void put(Row row) {
        database.write(connection -> {
            try (PreparedStatement old = connection.prepareStatement("DELETE FROM backup_lease WHERE job = ?")) {
                old.setString(1, row.job);
                old.executeUpdate();
            }
            try (PreparedStatement insert =
                    connection.prepareStatement("INSERT INTO backup_lease (job, guild, server, steps, pid, started_ms,"
                            + " made_ms) VALUES (?, ?, ?, ?, ?, ?, ?)")) {
                insert.setString(1, row.job);
                insert.setString(2, row.guild);
                insert.setString(3, row.server);
                insert.setString(4, steps(row.release));
                insert.setLong(5, row.process.map(ProcessIdentity::pid).orElse(0L));
                insert.setLong(
                        6,
                        row.process
                                .map(process -> process.started().toEpochMilli())
                                .orElse(0L));
                insert.setLong(7, row.made.toEpochMilli());
                insert.executeUpdate();
            }
            return null;
        });
    }

    void remove(String job) {
        database.write(connection -> {
            try (PreparedStatement delete = connection.prepareStatement("DELETE FROM backup_lease WHERE job = ?")) {
                delete.setString(1, job);
                delete.executeUpdate();
            }
            return null;
        });
    }

    List<Row> all() {
        return database.read(connection -> {
            List<Row> rows = new ArrayList<>();
            try (PreparedStatement select = connection.prepareStatement(
                            "SELECT job, guild, server, steps, pid, started_ms, made_ms FROM backup_lease");
                    ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    Optional<ProcessIdentity> process = row.getLong(5) == 0
                            ? Optional.empty()
                            : Optional.of(new ProcessIdentity(row.getLong(5), Instant.ofEpochMilli(row.getLong(6))));
                    rows.add(new Row(
                            row.getString(1),
                            row.getString(2),
                            row.getString(3),
                            steps(row.getString(4)),
                            process,
                            Instant.ofEpochMilli(row.getLong(7))));
                }
            }
            return rows;
        });
    }

    String steps(List<Step> steps) {
        List<Map<String, Object>> all = new ArrayList<>();
        for (Step step : steps) {
            Map<String, Object> one = new LinkedHashMap<>();
            step.console().ifPresent(text -> one.put("console", text));
            step.signal().ifPresent(text -> one.put("signal", text));
            one.put("limit_ms", step.limit().toMillis());
            all.add(one);
        }
        return json.write(all);
    }

    private List<Step> steps(String text) {
        List<Step> steps = new ArrayList<>();
        for (Object one : (List<?>) json.read(text)) {
            Map<?, ?> step = (Map<?, ?>) one;
            steps.add(new Step(
                    Optional.ofNullable((String) step.get("console")),
                    Optional.ofNullable((String) step.get("signal")),
                    Duration.ofMillis(((Number) step.get("limit_ms")).longValue())));
        }
        return steps;
    }
}
