// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.monitor;

import io.reconsync.api.alert.Change;
import io.reconsync.api.alert.Incident;
import io.reconsync.contract.store.Database;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What is still to be delivered, on disk: at most one row per incident and route, which always means the newest state.
 * Thread-safe through the database.
 */
record Outbox(Database database) {
    private static final List<Duration> WAITS = List.of(
            Duration.ofSeconds(5),
            Duration.ofSeconds(15),
            Duration.ofMinutes(1),
            Duration.ofMinutes(5),
            Duration.ofMinutes(15));
    private static final Duration GIVE_UP = Duration.ofHours(24);

    /** A delivery that is due. */
    record Due(Incident incident, String route, Change change, long revision, int attempts, Instant asked) {}

    /** Within a write: a change is to be delivered through each of the routes. */
    static void ask(Connection connection, Incident incident, Change change, List<String> routes, Instant now)
            throws SQLException {
        for (String route : routes) {
            Optional<String> waiting = IncidentTable.text(
                    connection,
                    "SELECT happened FROM deliveries WHERE incident = ? AND route = ?",
                    incident.id(),
                    route);
            Change merged = waiting.map(Change::valueOf)
                    .map(before -> merge(before, change))
                    .orElse(change);
            IncidentTable.update(
                    connection,
                    "INSERT INTO deliveries (incident, route, happened, revision, attempts, due, asked)"
                            + " VALUES (?, ?, ?, 1, 0, ?, ?) ON CONFLICT (incident, route) DO UPDATE SET"
                            + " happened = excluded.happened, revision = deliveries.revision + 1, due = excluded.due",
                    incident.id(),
                    route,
                    merged.name(),
                    now.toEpochMilli(),
                    now.toEpochMilli());
        }
    }

    private static Change merge(Change waiting, Change next) {
        return waiting == Change.FIRED && next != Change.RESOLVED ? Change.FIRED : next;
    }

    Optional<Due> next(Instant now) {
        return database.read(connection -> {
            try (PreparedStatement select = connection.prepareStatement(
                    "SELECT incident, route, happened, revision, attempts, asked FROM deliveries WHERE due <= ?"
                            + " ORDER BY due, incident LIMIT 1")) {
                select.setLong(1, now.toEpochMilli());
                try (ResultSet row = select.executeQuery()) {
                    return row.next() ? due(connection, row) : Optional.<Due>empty();
                }
            }
        });
    }

    private static Optional<Due> due(Connection connection, ResultSet row) throws SQLException {
        String route = row.getString(2);
        Incident incident = IncidentTable.find(connection, row.getString(1)).orElseThrow();
        Optional<String> reference = IncidentTable.text(
                connection, "SELECT reference FROM delivered WHERE incident = ? AND route = ?", incident.id(), route);
        Incident referring = new Incident(
                incident.id(),
                incident.key(),
                incident.severity(),
                incident.server(),
                incident.title(),
                incident.text(),
                incident.began(),
                incident.resolved(),
                reference);
        return Optional.of(new Due(
                referring,
                route,
                Change.valueOf(row.getString(3)),
                row.getLong(4),
                row.getInt(5),
                Instant.ofEpochMilli(row.getLong(6))));
    }

    void arrived(Due due, Optional<String> reference) {
        database.write(connection -> {
            IncidentTable.update(
                    connection,
                    "INSERT INTO delivered (incident, route, reference) VALUES (?, ?, ?) ON CONFLICT (incident, route)"
                            + " DO UPDATE SET reference = coalesce(excluded.reference, delivered.reference)",
                    due.incident().id(),
                    due.route(),
                    reference.orElse(null));
            return forget(connection, due);
        });
    }

    /** The row goes, unless the incident changed while it was under way. */
    private static int forget(Connection connection, Due due) throws SQLException {
        return IncidentTable.update(
                connection,
                "DELETE FROM deliveries WHERE incident = ? AND route = ? AND revision = ?",
                due.incident().id(),
                due.route(),
                due.revision());
    }

    /** Tries again later; false when it is given up. */
    boolean later(Due due, Instant now, Optional<Duration> atLeast) {
        boolean over = due.asked().plus(GIVE_UP).isBefore(now);
        return database.write(connection -> {
            if (over) {
                forget(connection, due);
                return false;
            }
            Duration wait = WAITS.get(Math.min(due.attempts(), WAITS.size() - 1));
            Duration longer = atLeast.filter(each -> each.compareTo(wait) > 0).orElse(wait);
            IncidentTable.update(
                    connection,
                    "UPDATE deliveries SET attempts = attempts + 1, due = ? WHERE incident = ? AND route = ?",
                    now.plus(longer).toEpochMilli(),
                    due.incident().id(),
                    due.route());
            return true;
        });
    }

    void giveUp(Due due) {
        database.write(connection -> forget(connection, due));
    }
}
