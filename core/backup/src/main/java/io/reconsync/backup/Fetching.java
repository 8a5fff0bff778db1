// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.backup;

import io.reconsync.api.ErrorOwner;
import io.reconsync.api.ReconException;
import io.reconsync.api.backup.BlobName;
import io.reconsync.contract.backup.Snapshots.Snapshot;
import io.reconsync.contract.jobs.JobRun;
import io.reconsync.contract.values.Closing;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** Fetches a copy of a snapshot and proves that it is whole. */
final class Fetching {
    private final Workshop workshop;
    private final JobRun run;

    Fetching(Workshop workshop, JobRun run) {
        this.workshop = workshop;
        this.run = run;
    }

    /** A fetched copy. */
    record Fetched(Path archive, Path manifest, Manifest head) {}

    /** The first whole copy: verified ones first, local ones before others. */
    Fetched any(Snapshot snapshot, Path folder) throws IOException, InterruptedException {
        List<String> names = snapshot.copies().entrySet().stream()
                .filter(copy -> !copy.getValue().equals("missing"))
                .sorted(Comparator.comparing((Map.Entry<String, String> copy) ->
                                !copy.getValue().equals("verified"))
                        .thenComparing(copy -> !copy.getKey().equals("local"))
                        .thenComparing(Map.Entry::getKey))
                .map(Map.Entry::getKey)
                .toList();
        ReconException first = null;
        for (String name : names) {
            try {
                return from(snapshot, name, folder);
            } catch (ReconException e) {
                run.check();
                first = first == null ? e : first;
            }
        }
        throw first != null
                ? first
                : new ReconException(
                        "snapshot-gone",
                        ErrorOwner.USER,
                        "No copy of the snapshot " + snapshot.id() + " is left.",
                        "Read the destinations again with: backup rescan, or use another snapshot.");
    }

    /** The copy at one destination, fetched below {@code folder} and held against its manifest. */
    Fetched from(Snapshot snapshot, String name, Path folder) throws IOException, InterruptedException {
        run.step("fetch", "fetching from " + name);
        Trees.make(folder);
        Path manifest = folder.resolve("manifest.json");
        Path archive = folder.resolve("archive");
        OpenDestination destination = workshop.destinations.open(name, run.deadline());
        Manifest head;
        try {
            destination.read(
                    BlobNames.manifest(snapshot.server(), snapshot.id()), manifest, moved -> {}, run.deadline());
            try (ManifestReader reader = new ManifestReader(workshop.json, manifest)) {
                head = reader.head();
            }
            Manifest.Blob blob =
                    head.archive().orElseThrow(() -> ManifestEntry.damaged("it does not name its archive", null));
            if (!head.id().equals(snapshot.id())) {
                throw ManifestEntry.damaged("it belongs to another snapshot", null);
            }
            Disk.require(folder, blob.length(), "the snapshot's archive");
            destination.fetch(
                    new BlobName(blob.name()),
                    blob.length(),
                    blob.sha256(),
                    archive,
                    moved -> run.progress(0.5 * moved / Math.max(1, blob.length()), "fetching from " + name),
                    run.deadline());
        } finally {
            Closing.quietly(destination);
        }
        run.check();
        return new Fetched(archive, manifest, head);
    }

    Verification verification(Manifest head) {
        return new Verification(workshop.format(head.format()), workshop.extractor, workshop.json, run);
    }
}
