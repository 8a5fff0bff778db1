// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.monitor;

import io.reconsync.api.alert.Change;
import io.reconsync.api.alert.Incident;
import io.reconsync.api.runtime.Severity;
import io.reconsync.contract.store.Database;
import io.reconsync.contract.values.Ids;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Incidents on disk: one per cause. What comes back within five minutes of its end is the same incident. Thread-safe
 * through the database.
 */
final class IncidentBook {
    private static final Duration SAME = Duration.ofMinutes(5);
    private static final int LONGEST_TITLE = 120;

    private final Database database;
    private final Clock clock;

    /** Where changes of an incident go. */
    @FunctionalInterface
    interface Routing {
        List<String> routes(Optional<String> server);
    }

    /** A cause, as somebody sees it now. */
    record Report(String cause, Severity severity, Optional<String> server, String guild, String title, String text) {}

    private final Routing routing;

    IncidentBook(Database database, Clock clock, Routing routing) {
        this.database = database;
        this.clock = clock;
        this.routing = routing;
        database.migrate("monitor", IncidentTable.SCRIPTS);
    }

    void fire(Report report) {
        Instant now = clock.instant();
        String title =
                report.title().length() > LONGEST_TITLE ? report.title().substring(0, LONGEST_TITLE) : report.title();
        database.write(connection -> {
            Optional<Incident> before = IncidentTable.newest(connection, report.cause())
                    .filter(each -> each.resolved()
                            .map(end -> end.plus(SAME).isAfter(now))
                            .orElse(true));
            if (before.isPresent() && same(before.get(), report, title)) {
                return false;
            }
            Incident incident = new Incident(
                    before.map(Incident::id).orElseGet(() -> Ids.next(clock)),
                    report.cause(),
                    report.severity(),
                    report.server(),
                    title,
                    report.text(),
                    before.map(Incident::began).orElse(now),
                    Optional.empty(),
                    Optional.empty());
            IncidentTable.save(connection, incident, report.guild());
            IncidentTable.prune(connection, now);
            return tell(connection, incident, before.isPresent() ? Change.UPDATED : Change.FIRED, now);
        });
    }

    private static boolean same(Incident before, Report report, String title) {
        return before.resolved().isEmpty()
                && before.title().equals(title)
                && before.text().equals(report.text())
                && before.severity() == report.severity();
    }

    void resolve(String cause, String guild, String text) {
        Instant now = clock.instant();
        database.write(connection -> {
            Optional<Incident> open = IncidentTable.newest(connection, cause)
                    .filter(each -> each.resolved().isEmpty());
            if (open.isEmpty()) {
                return false;
            }
            Incident was = open.get();
            Incident over = new Incident(
                    was.id(),
                    was.key(),
                    was.severity(),
                    was.server(),
                    was.title(),
                    was.text() + "\n" + text,
                    was.began(),
                    Optional.of(now),
                    Optional.empty());
            IncidentTable.save(connection, over, guild);
            return tell(connection, over, Change.RESOLVED, now);
        });
    }

    /**
     * Nothing new goes out for a muted server. What was told before goes on: else a message would stay at its worst for
     * ever. The end of what was never told is not told either.
     */
    private boolean tell(Connection connection, Incident incident, Change change, Instant now) throws SQLException {
        boolean muted = incident.server().isPresent()
                && muted(connection, incident.server().get(), now);
        boolean calming = change == Change.RESOLVED || change == Change.ACKNOWLEDGED;
        if (muted && !calming) {
            return false;
        }
        List<String> routes = routing.routes(incident.server());
        if (muted || change == Change.RESOLVED) {
            routes = told(connection, incident, routes);
        }
        Outbox.ask(connection, incident, change, routes, now);
        return true;
    }

    private static List<String> told(Connection connection, Incident incident, List<String> routes)
            throws SQLException {
        List<String> told = new java.util.ArrayList<>();
        for (String route : routes) {
            String where = " WHERE incident = ? AND route = ?";
            if (IncidentTable.text(connection, "SELECT incident FROM delivered" + where, incident.id(), route)
                            .isPresent()
                    || IncidentTable.text(connection, "SELECT incident FROM deliveries" + where, incident.id(), route)
                            .isPresent()) {
                told.add(route);
            }
        }
        return told;
    }

    private static boolean muted(Connection connection, String server, Instant now) throws SQLException {
        return IncidentTable.mutedUntil(connection, server)
                .filter(now::isBefore)
                .isPresent();
    }

    void mute(String server, String guild, Duration time, String by) {
        Instant now = clock.instant();
        database.write(connection -> {
            IncidentTable.mute(connection, server, guild, now.plus(time), by);
            return true;
        });
        unmute();
    }

    /** What is still open when the silence about a server ends is told then. */
    void unmute() {
        Instant now = clock.instant();
        List<String> over = database.read(connection -> IncidentTable.mutesOver(connection, now));
        if (over.isEmpty()) {
            return;
        }
        database.write(connection -> {
            for (String server : over) {
                IncidentTable.update(connection, "DELETE FROM mutes WHERE server = ?", server);
                for (Incident open : IncidentTable.list(connection, true, 1000)) {
                    if (open.server().equals(Optional.of(server))) {
                        tell(connection, open, Change.FIRED, now);
                    }
                }
            }
            return over.size();
        });
    }

    /** Whether there was an open incident of this id. */
    boolean take(String id, String by) {
        Instant now = clock.instant();
        return database.write(connection -> {
            Optional<Incident> open = IncidentTable.find(connection, id)
                    .filter(each -> each.resolved().isEmpty());
            if (open.isEmpty()) {
                return false;
            }
            if (IncidentTable.takenBy(connection, id).isEmpty()) {
                IncidentTable.take(connection, id, by);
                tell(connection, open.get(), Change.ACKNOWLEDGED, now);
            }
            return true;
        });
    }

    boolean open(String cause) {
        return database.read(connection -> IncidentTable.newest(connection, cause)
                .filter(each -> each.resolved().isEmpty())
                .isPresent());
    }

    List<Incident> list(boolean onlyOpen, int limit) {
        return database.read(connection -> IncidentTable.list(connection, onlyOpen, limit));
    }
}
