// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.servers.process;

import io.reconsync.api.Deadline;
import io.reconsync.api.ErrorOwner;
import io.reconsync.api.ReconException;
import io.reconsync.api.SafePath;
import io.reconsync.api.game.ProcessIdentity;
import io.reconsync.contract.servers.ProcessChange;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The process of one server: found again, started, watched. Ticks come about once a second; the exit of a child is seen
 * at once. Thread-safe; never holds its lock while a program runs.
 */
public final class ServerProcess {
    private static final Logger LOG = LoggerFactory.getLogger(ServerProcess.class);
    private static final int LOOK_EVERY = 5;
    private static final Duration STATUS = Duration.ofSeconds(10);

    private final Surroundings around;
    private final ProcessTable table = new ProcessTable();
    private final ProcessFinder finder = new ProcessFinder(table);
    private final ProcessRecords records;
    private final OwnProcess own;
    private final Clock clock;
    private Attached current;
    private boolean exitWanted;
    private int ticks;

    /** What it needs to know of the server. */
    public interface Surroundings {
        /** The server's id. */
        String id();

        /** The guild scope. */
        String guild();

        /** Names of the executable. */
        List<String> names();

        /** The install folder. */
        SafePath install();

        /** Who starts and stops it; empty: we. */
        Optional<Owner> owner();

        /** Reports a change; must not block. */
        void changed(ProcessChange change);

        /** The log's last lines, read again now. */
        List<String> lastLines();

        /** Asks for an early tick. */
        void soon();

        /** Takes over whether the process was ready when we saw it last. */
        void wasReady(boolean ready);
    }

    /** A process that is not known yet. */
    public ServerProcess(Surroundings around, ProcessRecords records, OwnProcess own, Clock clock) {
        this.around = around;
        this.records = records;
        this.own = own;
        this.clock = clock;
    }

    /** After our start: finds the recorded process again, or reports that it went while we were away. */
    public void recall() {
        Optional<ProcessRecords.Known> known = records.get(around.id());
        if (known.isEmpty()) {
            look();
            return;
        }
        ProcessRecords.Known record = known.get();
        Optional<ProcessHandle> live = table.live(record.process(), record.mark());
        if (live.isPresent()) {
            around.wasReady(record.ready());
            attach(Attached.of(table, live.get(), Optional.empty()), record.ready());
            return;
        }
        Optional<ReconException> unknown = look();
        if (unknown.isPresent()) {
            return;
        }
        if (process().isEmpty()) {
            records.remove(around.id());
        }
        if (process().isEmpty() && sameBoot(record.mark())) {
            around.changed(new ProcessChange.Exited(record.process(), Optional.empty(), false, around.lastLines()));
        }
    }

    private boolean sameBoot(String mark) {
        String own = table.mark(ProcessHandle.current().pid());
        int colon = mark.indexOf(':');
        return colon > 0 && own.startsWith(mark.substring(0, colon + 1));
    }

    /** Looks whether it still runs; from time to time, when it does not, whether somebody started it. */
    public void tick() {
        Attached now = attached();
        if (now != null) {
            check(now);
        } else if (ticks++ % LOOK_EVERY == 0) {
            look();
        }
    }

    private synchronized Attached attached() {
        return current;
    }

    /**
     * Asks the system, or the owner, at this moment.
     *
     * @throws ReconException when the owner cannot be asked and no process is to be seen
     */
    public boolean running() {
        Attached now = attached();
        if (now != null) {
            check(now);
        }
        Optional<ReconException> unknown = attached() == null ? look() : Optional.empty();
        if (attached() == null && unknown.isPresent()) {
            throw unknown.get();
        }
        return attached() != null;
    }

    /** The process that was seen last. */
    public synchronized Optional<ProcessIdentity> process() {
        return Optional.ofNullable(current).map(Attached::identity);
    }

    private void check(Attached now) {
        boolean alive = now.handle().map(table::isAlive).orElseGet(() -> ticks++ % LOOK_EVERY != 0 || stillRuns());
        if (!alive) {
            exited(now);
        }
    }

    private void exited(Attached was) {
        Optional<ProcessHandle> other = finder.find(around.names(), around.install());
        boolean wanted;
        synchronized (this) {
            if (current != was) {
                return;
            }
            current = null;
            wanted = exitWanted;
        }
        if (other.isPresent()) {
            attach(Attached.of(table, other.get(), Optional.empty()), false);
            was.gone().countDown();
            return;
        }
        records.remove(around.id());
        Optional<Integer> code = was.child().filter(child -> !child.isAlive()).map(Process::exitValue);
        around.changed(new ProcessChange.Exited(was.identity(), code, wanted || byOwner(), around.lastLines()));
        was.gone().countDown();
    }

    /** Whether the owner stopped it, without us: no crash. */
    private boolean byOwner() {
        try {
            return around.owner().filter(Owner::hasStatus).isPresent() && status().clean();
        } catch (ReconException e) {
            return false;
        }
    }

    /** What was seen to run is not taken for gone because its owner cannot be asked. */
    private boolean stillRuns() {
        try {
            return status().running();
        } catch (ReconException e) {
            LOG.debug("The owner of {} gave no status: {}", around.id(), e.getMessage());
            return true;
        }
    }

    /** Why it cannot be said whether it runs, if that is so. */
    private Optional<ReconException> look() {
        Optional<Owner> owner = around.owner();
        if (owner.isPresent() && owner.get().hasStatus()) {
            Owner.Status status;
            try {
                status = status();
            } catch (ReconException e) {
                find();
                return Optional.of(e);
            }
            if (!status.running()) {
                return Optional.empty();
            }
            Optional<ProcessHandle> handle = table.live(status.pid());
            if (handle.isEmpty()) {
                handle = finder.find(around.names(), around.install());
            }
            attach(
                    handle.map(process -> Attached.of(table, process, Optional.empty()))
                            .orElseGet(() -> new Attached(
                                    new ProcessIdentity(0, clock.instant()),
                                    "",
                                    Optional.empty(),
                                    Optional.empty(),
                                    new CountDownLatch(1))),
                    false);
        } else {
            find();
        }
        return Optional.empty();
    }

    private void find() {
        finder.find(around.names(), around.install())
                .ifPresent(handle -> attach(Attached.of(table, handle, Optional.empty()), false));
    }

    private Owner.Status status() {
        try {
            return around.owner().orElseThrow().status(Deadline.after(STATUS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ReconException(
                    "owner-silent",
                    ErrorOwner.INTERNAL,
                    "Whether " + around.id() + " runs is not known: the asking was interrupted.",
                    "Ask again.",
                    e);
        }
    }

    private void attach(Attached found, boolean ready) {
        synchronized (this) {
            if (current != null) {
                return;
            }
            current = found;
            exitWanted = false;
        }
        records.put(around.id(), around.guild(), new ProcessRecords.Known(found.identity(), found.mark(), ready));
        found.child().ifPresent(child -> child.onExit().thenRun(around::soon));
        around.changed(new ProcessChange.Started(found.identity(), found.child().isEmpty()));
    }

    /** The ready marker came. */
    public void ready() {
        Attached now = attached();
        if (now != null) {
            records.put(around.id(), around.guild(), new ProcessRecords.Known(now.identity(), now.mark(), true));
        }
    }

    /** Starts our own. The caller has made sure that none runs. */
    public void start(Launch launch) throws InterruptedException {
        Process child = own.start(launch);
        attach(Attached.of(table, child.toHandle(), Optional.of(child)), false);
    }

    /** From now on an exit is as wanted. */
    public synchronized void wantExit() {
        exitWanted = true;
    }

    /** The stop was given up: from now on an exit is a crash again. */
    public synchronized void unwantExit() {
        exitWanted = false;
    }

    /** Waits until the process has gone; false when the time is over first. */
    public boolean awaitGone(Duration limit) throws InterruptedException {
        Deadline deadline = Deadline.after(limit);
        for (Attached now = attached(); now != null; now = attached()) {
            check(now);
            long wait = Math.min(200, deadline.remaining().toMillis());
            if (!now.gone().await(wait, TimeUnit.MILLISECONDS) && deadline.expired()) {
                return attached() == null;
            }
        }
        return true;
    }

    /** Sends a signal to the game itself, also when what we started is only a script around it. */
    public void signal(String name) throws InterruptedException {
        Signals.send(finder.game(handle(), around.names()), name);
    }

    /** Kills it and whatever it started. */
    public void kill() {
        ProcessHandle root = handle();
        List<ProcessHandle> all = root.descendants().toList();
        root.destroyForcibly();
        all.forEach(ProcessHandle::destroyForcibly);
    }

    private ProcessHandle handle() {
        Attached now = attached();
        return Optional.ofNullable(now)
                .flatMap(attached -> table.live(attached.identity(), attached.mark()))
                .orElseThrow(() -> new ReconException(
                        "process-unknown",
                        ErrorOwner.HOST,
                        "There is no process of " + around.id() + " that can be seen from here.",
                        "Use what its owner offers."));
    }
}
