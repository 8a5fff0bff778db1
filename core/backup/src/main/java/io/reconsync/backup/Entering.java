// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.backup;

import io.reconsync.contract.backup.Snapshots.Snapshot;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** A manifest's head as a snapshot of the catalog. */
final class Entering {
    private Entering() {}

    static Snapshot snapshot(Manifest head, Map<String, String> copies, Optional<Instant> verified) {
        return new Snapshot(
                head.id(),
                head.origin().server(),
                head.origin().game(),
                head.made(),
                head.grade(),
                verified,
                false,
                head.format(),
                head.files(),
                head.bytes(),
                head.archive().map(Manifest.Blob::length).orElse(0L),
                head.held(),
                head.label(),
                copies,
                head.reason());
    }
}
