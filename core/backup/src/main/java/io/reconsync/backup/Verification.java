// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.backup;

import io.reconsync.api.ErrorOwner;
import io.reconsync.api.ReconException;
import io.reconsync.contract.archive.ArchiveEntry;
import io.reconsync.contract.archive.ArchiveFormat;
import io.reconsync.contract.archive.ArchiveFormat.ArchiveLimits;
import io.reconsync.contract.archive.Extractor;
import io.reconsync.contract.jobs.JobRun;
import io.reconsync.contract.json.JsonCodec;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Predicate;

/** Holds an archive against its manifest, entry by entry and byte by byte, and unpacks it on the way if wanted. */
final class Verification {
    private final ArchiveFormat format;
    private final Extractor extractor;
    private final JsonCodec json;
    private final JobRun run;

    Verification(ArchiveFormat format, Extractor extractor, JsonCodec json, JobRun run) {
        this.format = format;
        this.extractor = extractor;
        this.json = json;
        this.run = run;
    }

    /** Reads all of it and writes nothing. */
    void check(Path archive, Path manifest) throws IOException, InterruptedException {
        unpack(archive, manifest, archive.toAbsolutePath().getParent(), false, entry -> false);
    }

    /** Unpacks the wanted entries below {@code into}; all of the archive is checked. */
    void unpack(Path archive, Path manifest, Path into, boolean owners, Predicate<ArchiveEntry> wanted)
            throws IOException, InterruptedException {
        try (ManifestReader expected = new ManifestReader(json, manifest)) {
            Manifest head = expected.head();
            ArchiveLimits limits =
                    new ArchiveLimits(2 * head.entries() + 1000, head.bytes() + (1L << 32), Double.MAX_VALUE);
            Comparing comparing = new Comparing(expected, wanted);
            try (ArchiveFormat.ArchiveReader reader = format.read(archive, limits)) {
                extractor.extract(reader, into, owners, comparing);
            }
            if (comparing.expect().isPresent()) {
                throw damaged(comparing.current.entry().path().text(), "is not in the archive");
            }
        }
    }

    private final class Comparing implements Extractor.Visitor {
        private final ManifestReader expected;
        private final Predicate<ArchiveEntry> wanted;
        private ManifestEntry current;

        Comparing(ManifestReader expected, Predicate<ArchiveEntry> wanted) {
            this.expected = expected;
            this.wanted = wanted;
        }

        Optional<ManifestEntry> expect() throws IOException {
            current = expected.next();
            return Optional.ofNullable(current);
        }

        @Override
        public boolean wants(ArchiveEntry entry) {
            if (entry.path().equals(Packing.INSIDE)) {
                current = null;
                return false;
            }
            try {
                if (expect().isEmpty() || !current.matches(entry)) {
                    throw damaged(entry.path().text(), "is not what the manifest says");
                }
            } catch (IOException e) {
                throw Disk.failure("reading the manifest", e);
            }
            return wanted.test(entry);
        }

        @Override
        public void done(ArchiveEntry entry, String sha256) throws InterruptedException {
            if (current != null && !current.sha256().equals(sha256)) {
                throw damaged(entry.path().text(), "has other bytes than were backed up");
            }
            run.check();
        }
    }

    private static ReconException damaged(String file, String what) {
        return new ReconException(
                "snapshot-damaged",
                ErrorOwner.REMOTE,
                "The snapshot is damaged: " + file + " " + what + ".",
                "Use the copy at another destination, or another snapshot.");
    }
}
