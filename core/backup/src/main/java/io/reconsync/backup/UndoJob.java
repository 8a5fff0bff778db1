// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.backup;

import io.reconsync.api.ErrorOwner;
import io.reconsync.api.ReconException;
import io.reconsync.api.runtime.Severity;
import io.reconsync.contract.jobs.JobHandler;
import io.reconsync.contract.jobs.JobRun;
import io.reconsync.contract.servers.Server;
import io.reconsync.contract.values.Closing;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The job {@code restore-undo}: the world from before the last restore comes back; the restored one is put aside. */
@Component(service = JobHandler.class)
public final class UndoJob implements JobHandler {
    private final Workshop workshop;

    /** By the framework. */
    @Activate
    public UndoJob(@Reference Workshop workshop) {
        this.workshop = workshop;
    }

    @Override
    public String kind() {
        return "restore-undo";
    }

    @Override
    public Outcome run(JobRun run) throws InterruptedException {
        Server server = workshop.servers.get(run.request().server().orElseThrow());
        Optional<RestoreTable.Row> latest = new FormerWorlds(workshop).latest(server);
        if (latest.isEmpty() || !workshop.alive.add(latest.get().id())) {
            throw new ReconException(
                    "nothing-to-undo",
                    ErrorOwner.USER,
                    "No world from before a restore of " + server.id() + " is kept any more.",
                    "Restore the snapshot that was made before it: backup list " + server.id() + ".");
        }
        RestoreTable.Row row = latest.get();
        AutoCloseable busy = server.busy("restore");
        workshop.alive.add(run.id());
        try {
            new Replacing(workshop, run, server).replace(parts(run, server, row), row.snapshot(), () -> {});
            for (Path holder : row.holders()) {
                new Holder(holder).remove();
            }
            workshop.restores.remove(row.id());
        } catch (IOException e) {
            throw Disk.failure("bringing the former world of " + server.id() + " back", e);
        } finally {
            workshop.alive.remove(run.id());
            workshop.alive.remove(row.id());
            Closing.quietly(busy);
        }
        String text = "The world of " + server.id() + " is again the one from before the restore of " + row.snapshot()
                + "; the restored one is put aside.";
        workshop.emit("restore-undone", Severity.INFO, server.id(), text, Map.of("snapshot", row.snapshot()));
        return new Outcome(text, Map.of("snapshot", row.snapshot()));
    }

    private List<Replacing.Part> parts(JobRun run, Server server, RestoreTable.Row row) throws IOException {
        List<Replacing.Part> parts = new ArrayList<>();
        for (Path folder : row.holders()) {
            Holder before = new Holder(folder);
            for (SwapPlan.Root root : SwapPlan.read(folder, workshop.json).roots()) {
                Path fresh = root.raw().in(before.former());
                Holder holder = Holder.of(
                        root.path(), server.config().install().toAbsolutePath().normalize(), run.id());
                parts.add(new Replacing.Part(root, fresh, holder));
            }
        }
        return parts;
    }

    @Override
    public Recovery recover(JobRun run) throws InterruptedException {
        return new Unfinished(workshop).recover(run);
    }
}
