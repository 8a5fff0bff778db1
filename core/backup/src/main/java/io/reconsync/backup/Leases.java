// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.backup;

import io.reconsync.api.Deadline;
import io.reconsync.api.ReconException;
import io.reconsync.api.game.GameProfile.Step;
import io.reconsync.api.game.ProcessIdentity;
import io.reconsync.api.runtime.Event;
import io.reconsync.api.runtime.EventSink;
import io.reconsync.api.runtime.Severity;
import io.reconsync.contract.servers.Server;
import io.reconsync.contract.servers.Servers;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Keeps games from saving while their worlds are read, and lets them save again, whatever happens: the steps are in the
 * database before the first command is given, and whoever finds them there later carries them out. Thread-safe.
 */
final class Leases {
    private static final Duration STEP = Duration.ofSeconds(30);
    private static final int TRIES = 3;

    private final LeaseTable table;
    private final Servers servers;
    private final EventSink events;
    private final Clock clock;
    private final Set<String> held = ConcurrentHashMap.newKeySet();
    private final Map<String, Object> releasing = new ConcurrentHashMap<>();
    private final Set<String> told = ConcurrentHashMap.newKeySet();

    Leases(LeaseTable table, Servers servers, EventSink events, Clock clock) {
        this.table = table;
        this.servers = servers;
        this.events = events;
        this.clock = clock;
    }

    /** The steps as text. */
    String describe(List<Step> release) {
        return table.steps(release);
    }

    /** Records that the game of a server is about to be kept from saving. */
    Lease begin(Server server, String job, List<Step> release) {
        held.add(job);
        LeaseTable.Row row = new LeaseTable.Row(
                job, server.config().guild(), server.id(), release, server.process(), clock.instant());
        if (!release.isEmpty()) {
            table.put(row);
        }
        return new Lease(row);
    }

    /** A lease in force. Closing it lets the game save again. Not thread-safe. */
    final class Lease implements AutoCloseable {
        private final LeaseTable.Row row;
        private boolean closed;

        private Lease(LeaseTable.Row row) {
            this.row = row;
        }

        /** Carries out the release steps, also when the thread was interrupted; what fails is tried again later. */
        @Override
        public void close() {
            if (closed) {
                return;
            }
            closed = true;
            boolean interrupted = Thread.interrupted();
            try {
                if (!row.release().isEmpty()) {
                    release(row);
                }
            } catch (InterruptedException e) {
                interrupted = true;
            } finally {
                held.remove(row.job());
                if (interrupted) {
                    Thread.currentThread().interrupt();
                }
            }
        }
    }

    /** Releases what nobody holds any more: after a kill, or after a release that failed. */
    void sweep() throws InterruptedException {
        for (LeaseTable.Row row : table.all()) {
            if (!held.contains(row.job())) {
                release(row);
            }
        }
    }

    /** Releases what a job that died left behind. */
    void recover(String job) throws InterruptedException {
        for (LeaseTable.Row row : table.all()) {
            if (row.job().equals(job)) {
                release(row);
            }
        }
    }

    /** One at a time for each lease: a game that does not answer must not keep another from saving. */
    private boolean release(LeaseTable.Row row) throws InterruptedException {
        Optional<Server> server = servers.find(row.server());
        if (server.isEmpty()) {
            return false;
        }
        synchronized (releasing.computeIfAbsent(row.job(), job -> new Object())) {
            boolean released = isGone(server.get(), row) || release(row, server.get());
            if (released) {
                table.remove(row.job());
                releasing.remove(row.job());
                if (told.remove(row.job())) {
                    tell(row, Severity.INFO, "saving-on-again", "The game of " + row.server() + " saves again.");
                }
            }
            return released;
        }
    }

    private static boolean isGone(Server server, LeaseTable.Row row) {
        try {
            Optional<ProcessIdentity> now = server.process();
            return !server.running()
                    || now.isPresent()
                            && row.process().isPresent()
                            && !samePerson(now.get(), row.process().get());
        } catch (ReconException e) {
            return false;
        }
    }

    private boolean release(LeaseTable.Row row, Server server) throws InterruptedException {
        ReconException problem = null;
        for (int attempt = 0; attempt < TRIES; attempt++) {
            try {
                for (Step step : row.release()) {
                    Duration limit = step.limit().compareTo(STEP) > 0 ? step.limit() : STEP;
                    server.perform(step, Deadline.after(limit));
                }
                return true;
            } catch (ReconException e) {
                problem = e;
            }
        }
        if (told.add(row.job())) {
            tell(
                    row,
                    Severity.CRITICAL,
                    "saving-still-off",
                    "The game of " + row.server() + " may still be kept from saving: " + problem.sentence()
                            + " ReconSync goes on trying.");
        }
        return false;
    }

    /** Start times are kept to the millisecond. */
    private static boolean samePerson(ProcessIdentity a, ProcessIdentity b) {
        return a.pid() == b.pid() && a.started().toEpochMilli() == b.started().toEpochMilli();
    }

    private void tell(LeaseTable.Row row, Severity severity, String kind, String text) {
        events.emit(
                new Event(clock.instant(), kind, severity, Optional.of(row.server()), text, Map.of("job", row.job())));
    }
}
