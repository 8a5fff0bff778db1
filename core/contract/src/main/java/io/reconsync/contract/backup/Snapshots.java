// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.contract.backup;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;

/**
 * What has been backed up. Implemented by core/backup. The changing acts are jobs: {@code backup} (arguments label,
 * reason), {@code verify} (snapshot), {@code restore} (snapshot, to, safety: on|rename|off), {@code restore-undo},
 * {@code backup-delete} (snapshot). Thread-safe.
 */
@ProviderType
public interface Snapshots {
    /** The newest first. */
    List<Snapshot> list(Optional<String> server);

    /**
     * One snapshot, by id, by any unambiguous beginning or end of it, or {@code latest}.
     *
     * @throws io.reconsync.api.ReconException code {@code snapshot-unknown}
     */
    Snapshot get(String server, String id);

    /** Reads a destination again and enters what is found there. */
    int rescan(String destination);

    /** What {@code restore-undo} of a server would take back; empty when no former world is kept. */
    default Optional<Undoable> undoable(String server) {
        return Optional.empty();
    }

    /** When the last good one was made. */
    default Optional<Instant> lastGood(String server) {
        return list(Optional.of(server)).stream()
                .filter(Snapshot::counts)
                .map(Snapshot::made)
                .findFirst();
    }

    /**
     * A world that is kept beside the one in place.
     *
     * @param replaced when it was put aside
     * @param snapshot id of the one whose restore, or whose undoing, put it aside
     */
    record Undoable(Instant replaced, String snapshot) {}

    /**
     * A snapshot.
     *
     * @param id UUIDv7
     * @param server whose
     * @param game of which game
     * @param made when the data were read
     * @param grade how sure it is that it is one state of the world
     * @param verified when every byte read back equalled the manifest
     * @param pinned never pruned
     * @param format archive format
     * @param files how many
     * @param bytes of content
     * @param stored bytes at a destination
     * @param held for how long the game was kept from saving
     * @param label free text
     * @param copies by destination: {@code stored}, {@code verified}, {@code missing}, {@code damaged}
     * @param reason why it is suspect, or who asked for it
     */
    record Snapshot(
            String id,
            String server,
            String game,
            Instant made,
            Grade grade,
            Optional<Instant> verified,
            boolean pinned,
            String format,
            long files,
            long bytes,
            long stored,
            Duration held,
            String label,
            Map<String, String> copies,
            String reason) {
        public Snapshot {
            copies = Map.copyOf(copies);
        }

        /** Whether retention counts it: one that is nowhere to be found any more helps nobody. */
        public boolean counts() {
            boolean present = copies.isEmpty() || copies.containsValue("verified") || copies.containsValue("stored");
            return grade != Grade.SUSPECT && verified.isPresent() && present;
        }
    }

    /** How sure it is that a snapshot is one state of the world. */
    enum Grade {
        /** A save-finished signal newer than our mark. */
        CONFIRMED,
        /** No signal, but the files did not change. */
        STABLE,
        /** Neither. */
        SUSPECT
    }
}
