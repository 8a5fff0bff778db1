// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.backup;

import io.reconsync.api.Deadline;
import io.reconsync.api.ReconException;
import io.reconsync.api.backup.BlobInfo;
import io.reconsync.api.backup.BlobName;
import io.reconsync.contract.config.ServerConfig;
import io.reconsync.contract.servers.Server;
import io.reconsync.contract.values.Closing;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** What a backup left at destinations when the process died: whole copies are entered, half ones removed. */
final class Remains {
    /** Below {@code data}: manifests while their heads are read. */
    static final String FOLDER = "manifests";

    private final Workshop workshop;

    Remains(Workshop workshop) {
        this.workshop = workshop;
    }

    /** @return whether a whole copy exists, which is in the catalog then */
    boolean settle(String server, String snapshot, Deadline deadline) {
        if (workshop.catalog.list(Optional.of(server)).stream()
                .anyMatch(known -> known.id().equals(snapshot))) {
            return true;
        }
        Map<String, String> copies = new HashMap<>();
        Optional<Manifest> head = Optional.empty();
        for (String name : destinations(server)) {
            try {
                Optional<Manifest> found = settle(server, snapshot, name, deadline);
                copies.put(name, found.isPresent() ? "stored" : "missing");
                head = found.isPresent() ? found : head;
            } catch (ReconException e) {
                copies.put(name, "missing");
            }
        }
        head.ifPresent(manifest -> workshop.catalog.put(
                Entering.snapshot(manifest, copies, Optional.empty()),
                manifest.origin().guild()));
        return head.isPresent();
    }

    private Set<String> destinations(String server) {
        return new TreeSet<>(workshop.servers
                .find(server)
                .map(Server::config)
                .map(ServerConfig::backup)
                .map(ServerConfig.Backup::destinations)
                .orElse(List.copyOf(workshop.configuration.destinations().keySet())));
    }

    private Optional<Manifest> settle(String server, String snapshot, String name, Deadline deadline) {
        OpenDestination destination = workshop.destinations.open(name, deadline);
        try {
            if (destination.stat(BlobNames.manifest(server, snapshot), deadline).isPresent()) {
                return Optional.of(head(destination, BlobNames.manifest(server, snapshot), deadline));
            }
            String prefix = BlobNames.folder(server) + "/" + snapshot + ".";
            for (BlobInfo half : destination.list(prefix, deadline)) {
                destination.delete(half.name(), deadline);
            }
            return Optional.empty();
        } finally {
            Closing.quietly(destination);
        }
    }

    /** Reads the head of a stored manifest. */
    Manifest head(OpenDestination destination, BlobName blob, Deadline deadline) {
        Path file = null;
        try {
            Path cache = Trees.make(workshop.instance.home().data().resolve(FOLDER));
            file = Files.createTempFile(cache, "manifest-", ".json");
            destination.read(blob, file, moved -> {}, deadline);
            try (ManifestReader reader = new ManifestReader(workshop.json, file)) {
                return reader.head();
            }
        } catch (IOException e) {
            throw Disk.failure("reading a manifest from " + destination.name(), e);
        } finally {
            remove(file);
        }
    }

    private static void remove(Path file) {
        try {
            if (file != null) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            org.slf4j.LoggerFactory.getLogger(Remains.class).warn("{} could not be removed: {}", file, e.getMessage());
        }
    }
}
