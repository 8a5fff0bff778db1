// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.testkit.conformance;

import io.reconsync.api.backup.BlobName;
import io.reconsync.api.backup.Destination;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

class MemoryDestinationTest extends DestinationConformance {
    private final Map<BlobName, byte[]> blobs = new ConcurrentHashMap<>();

    @Override
    protected Destination open() {
        return new MemoryDestination(blobs);
    }
}
