// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.backup;

import io.reconsync.api.Deadline;
import io.reconsync.api.ReconException;
import io.reconsync.api.runtime.Severity;
import io.reconsync.contract.backup.Snapshots.Snapshot;
import io.reconsync.contract.servers.Server;
import io.reconsync.contract.values.Closing;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Removes snapshots: at each destination the manifest first, then the archive, then the row. */
final class Removal {
    private final Workshop workshop;

    Removal(Workshop workshop) {
        this.workshop = workshop;
    }

    /** Applies the retention rules of a server and gives the ids of what has gone. */
    List<String> prune(Server server, Deadline deadline) {
        List<Snapshot> all = workshop.catalog.list(Optional.of(server.id()));
        Retention retention =
                new Retention(server.config().backup(), server.config().timezone());
        List<String> gone = new ArrayList<>();
        for (Snapshot snapshot : retention.expired(all, workshop.clock.instant())) {
            if (remove(snapshot, deadline, "retention").isEmpty()) {
                gone.add(snapshot.id());
            }
        }
        return gone;
    }

    /** Removes every copy; a copy that cannot be removed keeps the row, and the sentence says why. */
    Optional<String> remove(Snapshot snapshot, Deadline deadline, String why) {
        Optional<String> problem = Optional.empty();
        for (Map.Entry<String, String> copy : snapshot.copies().entrySet()) {
            if (copy.getValue().equals("missing")) {
                continue;
            }
            try {
                OpenDestination destination = workshop.destinations.open(copy.getKey(), deadline);
                try {
                    destination.delete(BlobNames.manifest(snapshot.server(), snapshot.id()), deadline);
                    destination.delete(
                            BlobNames.archive(snapshot.server(), snapshot.id(), snapshot.format()), deadline);
                } finally {
                    Closing.quietly(destination);
                }
                workshop.catalog.copy(snapshot.id(), copy.getKey(), "missing", workshop.clock.instant());
            } catch (ReconException e) {
                problem = Optional.of(copy.getKey() + ": " + e.sentence());
            }
        }
        Severity severity = problem.isEmpty() ? Severity.INFO : Severity.WARNING;
        String text = problem.map(p -> "The snapshot " + snapshot.id() + " could not be removed everywhere: " + p)
                .orElse("The snapshot " + snapshot.id() + " of " + snapshot.server() + " was removed: " + why + ".");
        if (problem.isEmpty()) {
            workshop.catalog.remove(snapshot.id());
        }
        workshop.emit(
                problem.isEmpty() ? "snapshot-removed" : "snapshot-not-removed",
                severity,
                snapshot.server(),
                text,
                Map.of("snapshot", snapshot.id(), "why", why));
        return problem;
    }
}
