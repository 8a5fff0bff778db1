// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.api.backup;

import io.reconsync.api.Deadline;
import java.io.InputStream;
import java.util.Optional;
import java.util.function.Consumer;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * A small blob store. It never knows what a blob means, as a format never knows where its blobs go.
 *
 * <p>Every method may block until its deadline, may be interrupted, and may be called from several threads at once. A
 * failure is a {@link io.reconsync.api.ReconException}: {@code blob-absent} for a blob that is not there,
 * {@code destination-full}, {@code destination-refused} (owner USER), {@code destination-unreachable} with
 * {@code retryAfter}. Core retries; a destination does not.
 */
@ConsumerType
public interface Destination extends AutoCloseable {
    /** What this destination can and cannot do; constant while open. */
    DestinationCapabilities capabilities();

    /**
     * Stores a blob. Idempotent: the same name again replaces the former blob (or, where
     * {@link DestinationCapabilities#atomicReplace} is false, is refused with {@code blob-exists} unless length and hash
     * are equal). Half a blob never shows under its name, not even after a kill; when put returns, the blob is durable.
     *
     * @throws io.reconsync.api.ReconException code {@code blob-corrupt} when the source's bytes do not have its length
     *     and SHA-256
     */
    void put(BlobName name, BlobSource source, Deadline deadline);

    /**
     * Bytes {@code offset} to {@code offset + length} of a blob; the stream ends early only at the blob's end.
     *
     * @param length -1 for the rest
     */
    InputStream get(BlobName name, long offset, long length, Deadline deadline);

    /** Length of a blob, and its hash where the destination keeps one; empty when absent. */
    Optional<BlobInfo> stat(BlobName name, Deadline deadline);

    /** Every blob whose name starts with the prefix, in no order, each once. What {@code each} throws comes through. */
    void list(BlobPrefix prefix, Consumer<BlobInfo> each, Deadline deadline);

    /** Removes a blob; an absent one is fine. */
    void delete(BlobName name, Deadline deadline);

    /** Frees what is held. Safe to call twice. */
    @Override
    void close();
}
