// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.backup;

import io.reconsync.api.Deadline;
import io.reconsync.api.ErrorOwner;
import io.reconsync.api.ReconException;
import io.reconsync.api.runtime.Severity;
import io.reconsync.contract.jobs.Job;
import io.reconsync.contract.jobs.JobHandler.Recovery;
import io.reconsync.contract.jobs.JobRun;
import io.reconsync.contract.servers.Server;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Restores that did not come to their end: the former world is put back. */
final class Unfinished {
    private static final Logger LOG = LoggerFactory.getLogger(Unfinished.class);

    private final Workshop workshop;

    Unfinished(Workshop workshop) {
        this.workshop = workshop;
    }

    /** Takes a restore back that is not done. */
    void undo(String id) {
        workshop.restores.all().stream()
                .filter(row -> row.id().equals(id) && row.state() == RestoreTable.State.BEGUN)
                .forEach(this::undo);
    }

    private void undo(RestoreTable.Row row) {
        boolean interrupted = Thread.interrupted();
        try {
            List<Path> holders = row.holders();
            for (Path holder : holders) {
                if (SwapPlan.exists(holder)) {
                    refuse(row, holder, new Swap(SwapPlan.read(holder, workshop.json)));
                }
            }
            for (int i = holders.size() - 1; i >= 0; i--) {
                if (SwapPlan.exists(holders.get(i))) {
                    new Swap(SwapPlan.read(holders.get(i), workshop.json)).back();
                }
                if (Files.isDirectory(holders.get(i))) {
                    new Holder(holders.get(i)).remove();
                }
            }
            workshop.restores.remove(row.id());
        } catch (IOException e) {
            throw inPieces(row, Disk.failure("putting the former world of " + row.server() + " back", e));
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** Nothing is moved while the game runs on it, nor over what a game has made meanwhile. */
    private void refuse(RestoreTable.Row row, Path holder, Swap swap) {
        Optional<Path> stranger = swap.stranger(new Holder(holder).former());
        if (stranger.isPresent()) {
            throw inPieces(
                    row,
                    new ReconException(
                            "world-in-pieces",
                            ErrorOwner.USER,
                            "Something has been made at " + stranger.get() + " since the former world was moved out.",
                            "Stop the server, move " + stranger.get()
                                    + " away, and restart ReconSync; it then puts the former world back."));
        }
        if (swap.begun()
                && workshop.servers.find(row.server()).filter(Server::running).isPresent()) {
            throw inPieces(
                    row,
                    new ReconException(
                            "world-in-pieces",
                            ErrorOwner.USER,
                            "The server " + row.server() + " runs on a world that was only half replaced.",
                            "Stop the server and restart ReconSync; it then puts the former world back."));
        }
    }

    private ReconException inPieces(RestoreTable.Row row, ReconException why) {
        String text = "The world of " + row.server() + " is in pieces; do not start the server: " + why.sentence()
                + " Its files are in " + row.holders() + ".";
        workshop.emit("world-in-pieces", Severity.CRITICAL, row.server(), text, Map.of("restore", row.id()));
        return why;
    }

    /** A restore that had moved all when it was cut short is finished, since somebody may have played on it. */
    private boolean finish(RestoreTable.Row row) {
        try {
            for (Path holder : row.holders()) {
                if (!SwapPlan.exists(holder)
                        || !new Swap(SwapPlan.read(holder, workshop.json)).complete(new Holder(holder).former())) {
                    return false;
                }
            }
            for (Path holder : row.holders()) {
                new Swap(SwapPlan.read(holder, workshop.json)).settle();
            }
        } catch (IOException e) {
            return false;
        }
        workshop.restores.done(row.id());
        return true;
    }

    /** Takes back what a restore of this server that nobody carries out any more has left. */
    void undoOthers(Server server) {
        workshop.restores.all().stream()
                .filter(row -> row.server().equals(server.id()))
                .filter(row -> row.state() == RestoreTable.State.BEGUN && !workshop.alive.contains(row.id()))
                .forEach(this::undo);
    }

    /** What lies in the place of a world in pieces is no world, so it must not count as a backup of it. */
    void refuseBackup(Server server) {
        Optional<RestoreTable.Row> begun = workshop.restores.all().stream()
                .filter(row -> row.server().equals(server.id()))
                .filter(row -> row.state() == RestoreTable.State.BEGUN && !workshop.alive.contains(row.id()))
                .findFirst();
        if (begun.isPresent()) {
            throw new ReconException(
                    "world-in-pieces",
                    ErrorOwner.USER,
                    "The world of " + server.id() + " is in pieces since the restore of "
                            + begun.get().made().atZone(server.config().timezone())
                            + " did not come to its end, so there is nothing that could be backed up; its files are in "
                            + begun.get().holders() + ".",
                    "Stop the server and restart ReconSync; it then puts the former world back, or says what is in"
                            + " its way.");
        }
    }

    /** After a kill: the world is the former or the new one, whole, and the server runs again if it ran before. */
    Recovery recover(JobRun run) throws InterruptedException {
        Optional<RestoreTable.Row> row;
        boolean done;
        synchronized (workshop.restores) {
            row = row(run.id());
            if (row.isEmpty()) {
                return new Recovery(
                        Job.State.FAILED,
                        "ReconSync ended before anything was replaced; the former world is in place.");
            }
            done = row.get().state() == RestoreTable.State.DONE || finish(row.get());
            if (!done) {
                undo(row.get());
            }
        }
        Optional<Server> server = workshop.servers.find(row.get().server());
        if (server.isPresent()) {
            Halt.again(server.get(), run, row.get().ran());
        }
        return done
                ? new Recovery(Job.State.SUCCEEDED, "The restored world was in place when ReconSync ended.")
                : new Recovery(Job.State.FAILED, "ReconSync ended in the middle; the former world is in place.");
    }

    private Optional<RestoreTable.Row> row(String id) {
        return workshop.restores.all().stream()
                .filter(one -> one.id().equals(id))
                .findFirst();
    }

    /** Undoes what no job answers for any more, and starts the servers again that ran before. */
    void sweep() throws InterruptedException {
        for (RestoreTable.Row row : workshop.restores.all()) {
            if (row.state() == RestoreTable.State.BEGUN && !workshop.alive.contains(row.id())) {
                sweep(row);
            }
        }
    }

    private void sweep(RestoreTable.Row row) throws InterruptedException {
        try {
            synchronized (workshop.restores) {
                // The job that died may have been asked meanwhile.
                if (row(row.id())
                        .filter(now -> now.state() == RestoreTable.State.BEGUN)
                        .isEmpty()) {
                    return;
                }
                if (!finish(row)) {
                    undo(row);
                }
            }
            Optional<Server> server = workshop.servers.find(row.server());
            if (row.ran() && server.isPresent() && !server.get().running()) {
                server.get().start(Deadline.after(Duration.ofMinutes(5)));
            }
        } catch (ReconException e) {
            LOG.warn("The restore {} could not be taken back: {}", row.id(), e.sentence());
        }
    }
}
