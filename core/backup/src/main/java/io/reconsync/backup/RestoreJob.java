// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.backup;

import io.reconsync.api.ErrorOwner;
import io.reconsync.api.ReconException;
import io.reconsync.api.command.Tier;
import io.reconsync.api.runtime.Severity;
import io.reconsync.contract.backup.Snapshots.Snapshot;
import io.reconsync.contract.jobs.JobHandler;
import io.reconsync.contract.jobs.JobRun;
import io.reconsync.contract.servers.Server;
import io.reconsync.contract.values.Closing;
import io.reconsync.contract.values.MomentText;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * The job {@code restore}: arguments {@code snapshot} (latest if left out), {@code to} (a new or empty folder, in place
 * if left out), {@code path} (globs, separated by commas, only with to), {@code safety} (on, rename, off).
 */
@Component(service = JobHandler.class)
public final class RestoreJob implements JobHandler {
    private final Workshop workshop;

    /** By the framework. */
    @Activate
    public RestoreJob(@Reference Workshop workshop) {
        this.workshop = workshop;
    }

    @Override
    public String kind() {
        return "restore";
    }

    @Override
    public Outcome run(JobRun run) throws InterruptedException {
        String id = run.request().server().orElseThrow();
        String safety = run.argument("safety").orElse("on");
        refuse(run, safety);
        Snapshot snapshot =
                StoredSnapshots.find(workshop, id, run.argument("snapshot").orElse("latest"));
        Path folder = run.temporary().resolve("restore-" + snapshot.id());
        AutoCloseable cancel = run.onCancel(Thread.currentThread()::interrupt);
        try {
            Optional<String> to = run.argument("to");
            if (to.isPresent()) {
                run.releaseLane();
                return new Elsewhere(workshop, run).restore(snapshot, folder, to.get());
            }
            return inPlace(run, workshop.servers.get(id), snapshot, folder, safety);
        } catch (IOException e) {
            run.check();
            throw failed(id, Disk.failure("restoring " + id, e));
        } catch (ReconException e) {
            run.check();
            throw failed(id, e);
        } finally {
            Closing.quietly(cancel);
            Closing.quietly(() -> Trees.remove(folder));
        }
    }

    private static void refuse(JobRun run, String safety) {
        if (safety.equals("off") && run.request().actor().tier() != Tier.OWNER) {
            throw new ReconException(
                    "denied",
                    ErrorOwner.USER,
                    "Only an owner may restore without keeping the present world.",
                    "Use safety=on, or safety=rename, which puts the present world aside.");
        }
        if (!safety.matches("on|rename|off")) {
            throw new ReconException(
                    "usage", ErrorOwner.USER, "safety is '" + safety + "'.", "Use on, rename, or off.");
        }
        if (run.argument("path").isPresent() && run.argument("to").isEmpty()) {
            throw new ReconException(
                    "usage",
                    ErrorOwner.USER,
                    "Single files are only restored to another folder, so that no world is mixed of two.",
                    "Add to=<folder> and copy from there what you want.");
        }
    }

    private Outcome inPlace(JobRun run, Server server, Snapshot snapshot, Path folder, String safety)
            throws IOException, InterruptedException {
        AutoCloseable busy = server.busy("restore");
        workshop.alive.add(run.id());
        try {
            InPlace restore = new InPlace(workshop, run, server);
            Map<String, String> data = restore.restore(snapshot, folder, safety);
            String text = "Restored " + server.id() + " to the snapshot " + snapshot.id() + " of "
                    + MomentText.format(snapshot.made(), server.config().timezone()) + "."
                    + (data.containsKey("safety_snapshot")
                            ? " The world before it is the snapshot " + data.get("safety_snapshot") + "."
                            : "");
            workshop.emit("restore-succeeded", Severity.INFO, server.id(), text, data);
            return new Outcome(text, data);
        } finally {
            workshop.alive.remove(run.id());
            Closing.quietly(busy);
        }
    }

    private ReconException failed(String server, ReconException e) {
        workshop.emit(
                "restore-failed",
                Severity.WARNING,
                server,
                "The restore of " + server + " failed: " + e.sentence(),
                Map.of("code", e.code()));
        return e;
    }

    @Override
    public Recovery recover(JobRun run) throws InterruptedException {
        Litter.clear(run);
        if (run.argument("to").isPresent()) {
            return Elsewhere.recover(run);
        }
        String half = run.notes().get("snapshot");
        if (half != null) {
            new Remains(workshop).settle(run.request().server().orElseThrow(), half, run.deadline());
        }
        Recovery recovery = new Unfinished(workshop).recover(run);
        workshop.servers.find(run.request().server().orElseThrow()).ifPresent(new Litter(workshop)::sweep);
        return recovery;
    }
}
