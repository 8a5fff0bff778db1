// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.backup;

import io.reconsync.api.Deadline;
import io.reconsync.api.ErrorOwner;
import io.reconsync.api.ReconException;
import io.reconsync.api.backup.BlobInfo;
import io.reconsync.api.backup.BlobName;
import io.reconsync.api.backup.DestinationCapabilities;
import io.reconsync.api.runtime.Severity;
import io.reconsync.contract.jobs.JobRun;
import io.reconsync.contract.values.ByteText;
import io.reconsync.contract.values.Closing;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Brings a packed snapshot to its destinations: the archive, read back and compared; then the manifest, without which
 * nothing looks like a snapshot. What fails at one destination does not keep it from the others.
 */
final class Delivery {
    private final Workshop workshop;
    private final JobRun run;
    private final Packing.Packed packed;
    private final BlobName archive;
    private final BlobName manifest;

    Delivery(Workshop workshop, JobRun run, Packing.Packed packed) {
        this.workshop = workshop;
        this.run = run;
        this.packed = packed;
        this.archive = new BlobName(packed.head().archive().orElseThrow().name());
        this.manifest = BlobNames.manifest(
                packed.head().origin().server(), packed.head().id());
    }

    /**
     * What became of it.
     *
     * @param states by destination: {@code verified} or {@code missing}
     * @param problems in sentences, by destination
     */
    record Delivered(Map<String, String> states, Map<String, String> problems) {
        boolean any() {
            return states.containsValue("verified");
        }
    }

    /** @throws ReconException the first problem, when it has arrived nowhere */
    Delivered deliver(List<String> names) throws InterruptedException {
        Map<String, String> states = new LinkedHashMap<>();
        Map<String, String> problems = new LinkedHashMap<>();
        ReconException first = null;
        boolean whole = false;
        try {
            for (String name : names) {
                run.check();
                run.step("store", "storing at " + name);
                try {
                    deliver(name);
                    states.put(name, "verified");
                } catch (ReconException e) {
                    run.check();
                    first = first == null ? e : first;
                    states.put(name, "missing");
                    problems.put(name, e.getMessage());
                    withdraw(name);
                    tell(name, e);
                }
            }
            whole = true;
        } finally {
            if (!whole) {
                boolean interrupted = Thread.interrupted();
                names.forEach(this::withdraw);
                if (interrupted) {
                    Thread.currentThread().interrupt();
                }
            }
        }
        Delivered delivered = new Delivered(states, problems);
        if (!delivered.any() && first != null) {
            throw first;
        }
        return delivered;
    }

    private void deliver(String name) throws InterruptedException {
        Manifest.Blob blob = packed.head().archive().orElseThrow();
        Deadline deadline = run.deadline();
        OpenDestination destination = workshop.destinations.open(name, deadline);
        try {
            room(destination, blob.length());
            destination.put(
                    archive,
                    packed.archive(),
                    blob.length(),
                    blob.sha256(),
                    moved -> run.progress(0.7 + 0.15 * moved / blob.length(), "storing at " + name),
                    deadline);
            run.check();
            same(
                    destination.read(
                            archive,
                            null,
                            moved -> run.progress(0.85 + 0.15 * moved / blob.length(), "reading back from " + name),
                            deadline),
                    blob.length(),
                    blob.sha256(),
                    name);
            run.check();
            destination.put(
                    manifest,
                    packed.manifest(),
                    packed.manifestLength(),
                    packed.manifestSha256(),
                    moved -> {},
                    deadline);
            same(
                    destination.read(manifest, null, moved -> {}, deadline),
                    packed.manifestLength(),
                    packed.manifestSha256(),
                    name);
        } finally {
            Closing.quietly(destination);
        }
    }

    private void room(OpenDestination destination, long length) {
        DestinationCapabilities can = destination.capabilities(run.deadline());
        long most = Math.min(can.maxBlob(), can.freeBytes().orElse(Long.MAX_VALUE));
        if (length + packed.manifestLength() > most) {
            throw new ReconException(
                    "destination-full",
                    ErrorOwner.USER,
                    "The destination " + destination.name() + " has no room for " + ByteText.format(length)
                            + ": at most " + ByteText.format(Math.max(0, most)) + " fit.",
                    "Free space there, keep fewer backups, or use another destination; those that exist stay.");
        }
    }

    private static void same(BlobInfo got, long length, String sha256, String name) {
        if (got.length() != length || !got.sha256().equals(Optional.of(sha256))) {
            throw new ReconException(
                    "blob-corrupt",
                    ErrorOwner.REMOTE,
                    "What " + name + " gives back of " + got.name() + " is not what was stored there.",
                    "Check the disk or bucket behind " + name + ".");
        }
    }

    /** Removes what a failed delivery left; the manifest first, so that the rest never looks whole. */
    private void withdraw(String name) {
        try {
            Deadline deadline = Deadline.after(java.time.Duration.ofMinutes(1));
            OpenDestination destination = workshop.destinations.open(name, deadline);
            try {
                destination.delete(manifest, deadline);
                destination.delete(archive, deadline);
            } finally {
                Closing.quietly(destination);
            }
        } catch (ReconException e) {
            org.slf4j.LoggerFactory.getLogger(Delivery.class)
                    .info("What was begun at {} could not be removed: {}", name, e.getMessage());
        }
    }

    private void tell(String name, ReconException e) {
        workshop.emit(
                "copy-failed",
                Severity.WARNING,
                packed.head().origin().server(),
                "The backup of " + packed.head().origin().server() + " did not reach " + name + ": " + e.sentence(),
                Map.of("destination", name, "snapshot", packed.head().id(), "code", e.code()));
    }
}
