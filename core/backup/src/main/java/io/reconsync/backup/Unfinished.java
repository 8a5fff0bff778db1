// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.backup;

import io.reconsync.api.Deadline;
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

/** Restores that did not come to their end: the former world is put back. */
final class Unfinished {
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
            ReconException failure = Disk.failure("putting the former world of " + row.server() + " back", e);
            String text = "The world of " + row.server() + " is in pieces; do not start the server: "
                    + failure.getMessage() + " Its files are in " + row.holders() + ".";
            workshop.emit("world-in-pieces", Severity.CRITICAL, row.server(), text, Map.of("restore", row.id()));
            throw failure;
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** After a kill: the world is the former or the new one, whole, and the server runs again if it ran before. */
    Recovery recover(JobRun run) throws InterruptedException {
        Optional<RestoreTable.Row> row = workshop.restores.all().stream()
                .filter(one -> one.id().equals(run.id()))
                .findFirst();
        if (row.isEmpty()) {
            return new Recovery(Job.State.FAILED, "ReconSync ended before anything was replaced; nothing has changed.");
        }
        boolean done = row.get().state() == RestoreTable.State.DONE;
        if (!done) {
            undo(row.get());
        }
        Optional<Server> server = workshop.servers.find(row.get().server());
        if (server.isPresent()) {
            Halt.again(server.get(), run, row.get().ran());
        }
        return done
                ? new Recovery(Job.State.SUCCEEDED, "The restored world was in place when ReconSync ended.")
                : new Recovery(Job.State.FAILED, "ReconSync ended in the middle; the former world is in place.");
    }

    /** Undoes what no job answers for any more, and starts the servers again that ran before. */
    void sweep() throws InterruptedException {
        for (RestoreTable.Row row : workshop.restores.all()) {
            if (row.state() == RestoreTable.State.BEGUN && !workshop.alive.contains(row.id())) {
                undo(row);
                Optional<Server> server = workshop.servers.find(row.server());
                if (row.ran() && server.isPresent() && !server.get().running()) {
                    server.get().start(Deadline.after(Duration.ofMinutes(5)));
                }
            }
        }
    }
}
