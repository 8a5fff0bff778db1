// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.backup;

import io.reconsync.contract.backup.Snapshots.Snapshot;
import io.reconsync.contract.servers.Server;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Worlds that restores have put aside. */
final class FormerWorlds {
    private static final Logger LOG = LoggerFactory.getLogger(FormerWorlds.class);
    private static final Duration AT_LEAST = Duration.ofDays(1);
    private static final Duration AT_MOST = Duration.ofDays(14);

    private final Workshop workshop;

    FormerWorlds(Workshop workshop) {
        this.workshop = workshop;
    }

    /** The one that was put aside last, as long as all of it is there. */
    Optional<RestoreTable.Row> latest(Server server) {
        return workshop.restores.done(server).stream()
                .filter(row -> row.holders().stream().allMatch(SwapPlan::exists))
                .findFirst();
    }

    /** Removes those that a later good backup makes needless, a day after the restore at the earliest. */
    void clean(Server server) {
        Instant now = workshop.clock.instant();
        Optional<Snapshot> good = workshop.catalog.list(Optional.of(server.id())).stream()
                .filter(Snapshot::counts)
                .findFirst();
        for (RestoreTable.Row row : workshop.restores.done(server)) {
            Duration age = Duration.between(row.made(), now);
            boolean later =
                    good.filter(snapshot -> snapshot.made().isAfter(row.made())).isPresent();
            boolean needless = later && age.compareTo(AT_LEAST) > 0 || age.compareTo(AT_MOST) > 0;
            // Not while it is being brought back, nor to be brought back while it is being removed.
            if (needless && workshop.alive.add(row.id())) {
                try {
                    remove(workshop, row.id());
                } finally {
                    workshop.alive.remove(row.id());
                }
            }
        }
    }

    /** Removes the world that one restore put aside. */
    static void remove(Workshop workshop, String restore) {
        workshop.restores.all().stream()
                .filter(row -> row.id().equals(restore) && row.state() == RestoreTable.State.DONE)
                .forEach(row -> {
                    try {
                        for (Path holder : row.holders()) {
                            new Holder(holder).remove();
                        }
                        workshop.restores.remove(row.id());
                    } catch (IOException e) {
                        LOG.warn("The former world in {} could not be removed: {}", row.holders(), e.getMessage());
                    }
                });
    }
}
