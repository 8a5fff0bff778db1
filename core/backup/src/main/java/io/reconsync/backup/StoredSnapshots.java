// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.backup;

import io.reconsync.api.Deadline;
import io.reconsync.api.ErrorOwner;
import io.reconsync.api.ReconException;
import io.reconsync.api.backup.BlobInfo;
import io.reconsync.contract.backup.Snapshots;
import io.reconsync.contract.values.Closing;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The catalog as other rooms see it. */
@Component(service = Snapshots.class)
public final class StoredSnapshots implements Snapshots {
    private static final Logger LOG = LoggerFactory.getLogger(StoredSnapshots.class);
    private static final Duration RESCAN = Duration.ofMinutes(30);

    private final Workshop workshop;

    /** By the framework. */
    @Activate
    public StoredSnapshots(@Reference Workshop workshop) {
        this.workshop = workshop;
    }

    @Override
    public List<Snapshot> list(Optional<String> server) {
        return workshop.catalog.list(server);
    }

    @Override
    public Snapshot get(String server, String id) {
        return find(workshop, server, id);
    }

    @Override
    public Optional<Undoable> undoable(String server) {
        return workshop.servers
                .find(server)
                .flatMap(known -> new FormerWorlds(workshop).latest(known))
                .map(row -> new Undoable(row.made(), row.snapshot()));
    }

    static Snapshot find(Workshop workshop, String server, String id) {
        List<Snapshot> all = workshop.catalog.list(Optional.of(server));
        if (id.equals("latest")) {
            return all.stream()
                    .filter(Snapshot::counts)
                    .findFirst()
                    .or(() -> all.stream().findFirst())
                    .orElseThrow(() -> unknown(server, "There is no snapshot of " + server + "."));
        }
        // Ids of one day begin alike, so people are shown the end of an id.
        List<Snapshot> fits = all.stream()
                .filter(s -> s.id().startsWith(id) || s.id().endsWith(id))
                .toList();
        if (fits.size() == 1) {
            return fits.get(0);
        }
        throw unknown(
                server,
                fits.isEmpty()
                        ? "There is no snapshot " + id + " of " + server + "."
                        : "Several snapshots of " + server + " begin or end with " + id + ".");
    }

    private static ReconException unknown(String server, String message) {
        return new ReconException(
                "snapshot-unknown", ErrorOwner.USER, message, "See those there are with: backup list " + server + ".");
    }

    @Override
    public int rescan(String destination) {
        Deadline deadline = Deadline.after(RESCAN);
        OpenDestination open = workshop.destinations.open(destination, deadline);
        try {
            return rescan(open, deadline);
        } finally {
            Closing.quietly(open);
        }
    }

    private int rescan(OpenDestination destination, Deadline deadline) {
        Map<String, BlobInfo> blobs = destination.list("", deadline).stream()
                .collect(Collectors.toMap(blob -> blob.name().value(), blob -> blob));
        Map<String, Snapshot> known =
                list(Optional.empty()).stream().collect(Collectors.toMap(Snapshot::id, snapshot -> snapshot));
        Set<String> seen = new java.util.HashSet<>();
        int entered = 0;
        for (String name : blobs.keySet()) {
            if (!name.endsWith(BlobNames.MANIFEST) || name.indexOf('/') < 0) {
                continue;
            }
            String id = name.substring(name.indexOf('/') + 1, name.length() - BlobNames.MANIFEST.length());
            try {
                entered += enter(destination, name, id, blobs, known, deadline);
                seen.add(id);
            } catch (ReconException e) {
                LOG.warn("{} at {} is left out: {}", name, destination.name(), e.sentence());
            }
        }
        known.values().stream()
                .filter(snapshot -> snapshot.copies().containsKey(destination.name()) && !seen.contains(snapshot.id()))
                .forEach(gone ->
                        workshop.catalog.copy(gone.id(), destination.name(), "missing", workshop.clock.instant()));
        return entered;
    }

    private int enter(
            OpenDestination destination,
            String name,
            String id,
            Map<String, BlobInfo> blobs,
            Map<String, Snapshot> known,
            Deadline deadline) {
        Snapshot there = known.get(id);
        if (there != null
                && !there.copies().getOrDefault(destination.name(), "missing").equals("missing")) {
            return 0;
        }
        Manifest head = new Remains(workshop).head(destination, new io.reconsync.api.backup.BlobName(name), deadline);
        Manifest.Blob archive =
                head.archive().orElseThrow(() -> ManifestEntry.damaged("it does not name its archive", null));
        BlobInfo blob = blobs.get(archive.name());
        String state = blob == null ? "missing" : blob.length() == archive.length() ? "stored" : "damaged";
        if (there != null) {
            workshop.catalog.copy(id, destination.name(), state, workshop.clock.instant());
            return 0;
        }
        Map<String, String> copies = new HashMap<>();
        copies.put(destination.name(), state);
        workshop.catalog.put(
                Entering.snapshot(head, copies, Optional.empty()), head.origin().guild());
        return 1;
    }
}
