// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.backup;

import io.reconsync.api.ErrorOwner;
import io.reconsync.api.ReconException;
import io.reconsync.api.command.Tier;
import io.reconsync.contract.backup.Snapshots.Snapshot;
import io.reconsync.contract.jobs.Job;
import io.reconsync.contract.jobs.JobHandler;
import io.reconsync.contract.jobs.JobRun;
import java.util.Map;
import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The job {@code backup-delete}: argument {@code snapshot}. The last good one goes only by an owner's word. */
@Component(service = JobHandler.class)
public final class DeleteJob implements JobHandler {
    private final Workshop workshop;

    /** By the framework. */
    @Activate
    public DeleteJob(@Reference Workshop workshop) {
        this.workshop = workshop;
    }

    @Override
    public String kind() {
        return "backup-delete";
    }

    @Override
    public Outcome run(JobRun run) {
        String server = run.request().server().orElseThrow();
        Snapshot snapshot = StoredSnapshots.find(
                workshop, server, run.argument("snapshot").orElseThrow(() -> refused("No snapshot is named.")));
        if (snapshot.pinned()) {
            throw refused("The snapshot " + snapshot.id() + " is pinned.");
        }
        boolean other = workshop.catalog.list(Optional.of(server)).stream()
                .anyMatch(one -> one.counts() && !one.id().equals(snapshot.id()));
        if (snapshot.counts() && !other && run.request().actor().tier() != Tier.OWNER) {
            throw refused("The snapshot " + snapshot.id() + " is the last good one of " + server + ".");
        }
        Optional<String> problem = new Removal(workshop)
                .remove(snapshot, run.deadline(), "by " + run.request().actor().name());
        if (problem.isPresent()) {
            throw new ReconException(
                    "delete-failed",
                    ErrorOwner.REMOTE,
                    "The snapshot " + snapshot.id() + " could not be removed everywhere: " + problem.get(),
                    "Try again when the destination is there.");
        }
        return new Outcome(
                "Removed the snapshot " + snapshot.id() + " of " + server + ".", Map.of("snapshot", snapshot.id()));
    }

    private static ReconException refused(String message) {
        return new ReconException("delete-refused", ErrorOwner.USER, message, "See which there are with: backup list.");
    }

    @Override
    public Recovery recover(JobRun run) {
        return new Recovery(Job.State.QUEUED, "It runs again.");
    }
}
