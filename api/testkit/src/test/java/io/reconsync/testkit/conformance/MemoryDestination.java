// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.testkit.conformance;

import io.reconsync.api.Deadline;
import io.reconsync.api.ErrorOwner;
import io.reconsync.api.ReconException;
import io.reconsync.api.backup.BlobInfo;
import io.reconsync.api.backup.BlobName;
import io.reconsync.api.backup.BlobPrefix;
import io.reconsync.api.backup.BlobSource;
import io.reconsync.api.backup.Destination;
import io.reconsync.api.backup.DestinationCapabilities;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;

/** The simplest destination that is right; its parts are overridden to be wrong. */
class MemoryDestination implements Destination {
    final Map<BlobName, byte[]> blobs;

    MemoryDestination(Map<BlobName, byte[]> blobs) {
        this.blobs = blobs;
    }

    @Override
    public DestinationCapabilities capabilities() {
        return new DestinationCapabilities(true, true, Integer.MAX_VALUE, OptionalLong.empty(), true);
    }

    @Override
    public void put(BlobName name, BlobSource source, Deadline deadline) {
        deadline.check("storing " + name);
        try (InputStream in = source.open()) {
            byte[] bytes = in.readAllBytes();
            if (bytes.length != source.length() || !Blobs.sha256(bytes).equals(source.sha256())) {
                throw error("blob-corrupt", "The bytes of " + name + " are not what they should be.");
            }
            blobs.put(name, bytes);
        } catch (IOException e) {
            throw error("destination-unreachable", "The source of " + name + " broke.");
        }
    }

    @Override
    public InputStream get(BlobName name, long offset, long length, Deadline deadline) {
        byte[] bytes = blobs.get(name);
        if (bytes == null) {
            throw error("blob-absent", "There is no blob " + name + ".");
        }
        int from = (int) Math.min(offset, bytes.length);
        int to = length < 0 ? bytes.length : (int) Math.min(bytes.length, from + length);
        return new ByteArrayInputStream(Arrays.copyOfRange(bytes, from, to));
    }

    @Override
    public Optional<BlobInfo> stat(BlobName name, Deadline deadline) {
        return Optional.ofNullable(blobs.get(name)).map(bytes -> new BlobInfo(name, bytes.length, Optional.empty()));
    }

    @Override
    public void list(BlobPrefix prefix, Consumer<BlobInfo> each, Deadline deadline) {
        for (BlobName name : List.copyOf(blobs.keySet())) {
            if (prefix.covers(name)) {
                each.accept(stat(name, deadline).orElseThrow());
            }
        }
    }

    @Override
    public void delete(BlobName name, Deadline deadline) {
        blobs.remove(name);
    }

    @Override
    public void close() {
        // Nothing is held.
    }

    static ReconException error(String code, String text) {
        return new ReconException(code, ErrorOwner.REMOTE, text, "Try something else.");
    }
}
