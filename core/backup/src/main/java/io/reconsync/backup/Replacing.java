// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.backup;

import io.reconsync.api.ErrorOwner;
import io.reconsync.api.ReconException;
import io.reconsync.contract.jobs.JobRun;
import io.reconsync.contract.servers.Server;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Puts trees that lie ready in holders in place of a server's world, as one act: journaled, undone when it fails, and
 * finished or undone after a kill.
 */
final class Replacing {
    private final Workshop workshop;
    private final JobRun run;
    private final Server server;

    Replacing(Workshop workshop, JobRun run, Server server) {
        this.workshop = workshop;
        this.run = run;
        this.server = server;
    }

    /** A root, where its new content lies, and where its former content goes. */
    record Part(SwapPlan.Root root, Path fresh, Holder holder) {}

    /** What becomes of the present world before it is replaced. */
    interface Safety {
        void save() throws InterruptedException;
    }

    /** Stops the server, saves the present world, replaces it, and starts the server again. */
    void replace(List<Part> parts, String snapshot, Safety safety) throws IOException, InterruptedException {
        boolean ran = server.running();
        List<Path> holders = holders(parts);
        workshop.alive.add(run.id());
        workshop.restores.put(new RestoreTable.Row(
                run.id(),
                server.config().guild(),
                server.id(),
                snapshot,
                Instant.now(workshop.clock),
                holders,
                RestoreTable.State.BEGUN,
                ran));
        boolean swapped = false;
        Halt halt = null;
        try {
            halt = Halt.of(server, run, ran);
            new Unfinished(workshop).undoOthers(server);
            safety.save();
            run.check();
            run.step("swap", "putting the world in place");
            for (Path holder : holders) {
                swap(
                        parts.stream()
                                .filter(part -> part.holder().folder().equals(holder))
                                .toList(),
                        holder);
            }
            workshop.restores.done(run.id());
            swapped = true;
        } finally {
            if (!swapped) {
                new Unfinished(workshop).undo(run.id());
            }
            workshop.alive.remove(run.id());
            if (halt != null) {
                halt.end();
            }
        }
        for (Path holder : holders) {
            Trees.remove(new Holder(holder).fresh());
        }
    }

    private void swap(List<Part> parts, Path holder) throws IOException {
        SwapPlanner planner = new SwapPlanner();
        for (Part part : parts) {
            Path former = part.holder().former().resolve(name(part));
            planner.add(part.root(), part.root().path(), part.fresh(), former);
        }
        SwapPlan plan = planner.plan();
        plan.write(holder, workshop.json);
        if (server.running()) {
            throw new ReconException(
                    "server-running",
                    ErrorOwner.USER,
                    "The server " + server.id() + " was started while its world was to be replaced.",
                    "Stop it and keep its owner from starting it, then restore again.");
        }
        new Swap(plan).forward();
    }

    /** The name of a root's tree in a holder. */
    private static Path name(Part part) {
        return part.fresh().getFileName();
    }

    private static List<Path> holders(List<Part> parts) {
        List<Path> holders = new ArrayList<>();
        parts.forEach(part -> {
            if (!holders.contains(part.holder().folder())) {
                holders.add(part.holder().folder());
            }
        });
        return holders;
    }
}
