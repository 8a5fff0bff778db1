// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.backup;

import io.reconsync.api.Deadline;
import io.reconsync.api.ErrorOwner;
import io.reconsync.api.ReconException;
import io.reconsync.api.runtime.Severity;
import io.reconsync.contract.backup.Snapshots.Snapshot;
import io.reconsync.contract.servers.Server;
import io.reconsync.contract.values.Closing;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Removes snapshots: at each destination the manifest first, then the archive, then the row. */
final class Removal {
    private final Workshop workshop;

    Removal(Workshop workshop) {
        this.workshop = workshop;
    }

    /**
     * Applies the retention rules of a server and gives the ids of what has gone. A destination that never lets anything
     * be deleted keeps its copies; one that cannot be opened keeps them until next time and is named once.
     */
    List<String> prune(Server server, Deadline deadline) {
        List<Snapshot> all = workshop.catalog.list(Optional.of(server.id()));
        Retention retention =
                new Retention(server.config().backup(), server.config().timezone());
        List<Snapshot> expired = retention.expired(all, workshop.clock.instant());
        Set<String> keepers = keepers(server.id(), expired, deadline);
        List<String> gone = new ArrayList<>();
        for (Snapshot snapshot : expired) {
            boolean some = present(snapshot).stream().anyMatch(name -> !keepers.contains(name));
            boolean whole = present(snapshot).stream().noneMatch(keepers::contains);
            if ((some || whole)
                    && remove(snapshot, keepers, deadline, "retention").isEmpty()
                    && whole) {
                gone.add(snapshot.id());
            }
        }
        return gone;
    }

    private static Set<String> present(Snapshot snapshot) {
        Set<String> names = new TreeSet<>();
        snapshot.copies().forEach((name, state) -> {
            if (!state.equals("missing")) {
                names.add(name);
            }
        });
        return names;
    }

    /** The destinations from which nothing can go now. */
    private Set<String> keepers(String server, List<Snapshot> expired, Deadline deadline) {
        Set<String> keepers = new TreeSet<>();
        Set<String> names = new TreeSet<>();
        expired.forEach(snapshot -> names.addAll(present(snapshot)));
        for (String name : names) {
            try {
                OpenDestination destination = workshop.destinations.open(name, deadline);
                try {
                    if (!destination.capabilities(deadline).deleteAllowed()) {
                        keepers.add(name);
                    }
                } finally {
                    Closing.quietly(destination);
                }
            } catch (ReconException e) {
                keepers.add(name);
                workshop.emit(
                        "snapshot-not-removed",
                        Severity.WARNING,
                        server,
                        "Nothing that has expired could be removed at " + name + ": " + e.sentence(),
                        Map.of("destination", name, "why", "retention"));
            }
        }
        return keepers;
    }

    /** Removes every copy; a copy that cannot be removed keeps the row, and the sentence says why. */
    Optional<String> remove(Snapshot snapshot, Deadline deadline, String why) {
        return remove(snapshot, Set.of(), deadline, why);
    }

    private Optional<String> remove(Snapshot snapshot, Set<String> keepers, Deadline deadline, String why) {
        Optional<String> problem = Optional.empty();
        boolean whole = true;
        for (String name : present(snapshot)) {
            if (keepers.contains(name)) {
                whole = false;
                continue;
            }
            try {
                OpenDestination destination = workshop.destinations.open(name, deadline);
                try {
                    remove(snapshot, destination, deadline);
                } finally {
                    Closing.quietly(destination);
                }
                workshop.catalog.copy(snapshot.id(), name, "missing", workshop.clock.instant());
            } catch (ReconException e) {
                problem = Optional.of(name + ": " + e.sentence());
            }
        }
        if (problem.isEmpty() && whole) {
            workshop.catalog.remove(snapshot.id());
        }
        String text = problem.map(p -> "The snapshot " + snapshot.id() + " could not be removed everywhere: " + p)
                .orElse("The snapshot " + snapshot.id() + " of " + snapshot.server() + " was removed"
                        + (whole ? "" : " where that is possible") + ": " + why + ".");
        workshop.emit(
                problem.isEmpty() ? "snapshot-removed" : "snapshot-not-removed",
                problem.isEmpty() ? Severity.INFO : Severity.WARNING,
                snapshot.server(),
                text,
                Map.of("snapshot", snapshot.id(), "why", why));
        return problem;
    }

    /** The manifest first: without it the rest never looks whole. */
    private static void remove(Snapshot snapshot, OpenDestination destination, Deadline deadline) {
        if (!destination.capabilities(deadline).deleteAllowed()) {
            throw new ReconException(
                    "destination-keeps",
                    ErrorOwner.USER,
                    "The destination " + destination.name() + " lets nothing be deleted.",
                    "Remove it there by that store's own rules, or leave it.");
        }
        destination.delete(BlobNames.manifest(snapshot.server(), snapshot.id()), deadline);
        destination.delete(BlobNames.archive(snapshot.server(), snapshot.id(), snapshot.format()), deadline);
    }
}
