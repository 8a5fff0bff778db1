// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.backup;

import io.reconsync.api.Deadline;
import io.reconsync.api.ErrorOwner;
import io.reconsync.api.ReconException;
import io.reconsync.api.backup.BlobInfo;
import io.reconsync.api.backup.BlobName;
import io.reconsync.api.backup.BlobPrefix;
import io.reconsync.api.backup.BlobSource;
import io.reconsync.api.backup.Destination;
import io.reconsync.api.backup.DestinationCapabilities;
import io.reconsync.contract.host.Guarded;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.LongConsumer;

/** An open destination behind its guard. Streams of a plugin are read behind the guard too, not only opened there. */
final class OpenDestination implements AutoCloseable {
    private static final Duration CLOSING = Duration.ofSeconds(20);
    private static final int PIECE = 1 << 16;

    private final String name;
    private final Guarded<Destination> guarded;

    OpenDestination(String name, Guarded<Destination> guarded) {
        this.name = name;
        this.guarded = guarded;
    }

    String name() {
        return name;
    }

    DestinationCapabilities capabilities(Deadline deadline) {
        return guarded.call("asking " + name + " what it can do", deadline, Destination::capabilities);
    }

    /** Stores a file as a blob; {@code moved} hears how many bytes have gone. */
    void put(BlobName blob, Path file, long length, String sha256, LongConsumer moved, Deadline deadline) {
        BlobSource source = new FileSource(file, length, sha256, moved);
        guarded.call("storing " + blob + " at " + name, deadline, destination -> {
            destination.put(blob, source, deadline);
            return null;
        });
    }

    /** Reads a whole blob, into a file unless that is null, and gives its length and hash. */
    BlobInfo read(BlobName blob, Path into, LongConsumer moved, Deadline deadline) {
        return guarded.call("reading " + blob + " from " + name, deadline, destination -> {
            MessageDigest hash = Hashing.sha256();
            long length = 0;
            try (InputStream in = destination.get(blob, 0, -1, deadline);
                    OutputStream out = into == null ? OutputStream.nullOutputStream() : Files.newOutputStream(into)) {
                byte[] buffer = new byte[PIECE];
                int read;
                while ((read = in.read(buffer)) >= 0) {
                    if (Thread.interrupted()) {
                        throw new InterruptedException();
                    }
                    hash.update(buffer, 0, read);
                    out.write(buffer, 0, read);
                    length += read;
                    moved.accept(length);
                }
            }
            return new BlobInfo(blob, length, Optional.of(Hashing.hex(hash)));
        });
    }

    /** Reads a blob into a file and refuses it when it is not what it should be. */
    void fetch(BlobName blob, long length, String sha256, Path into, LongConsumer moved, Deadline deadline) {
        BlobInfo got = read(blob, into, moved, deadline);
        if (got.length() != length || !got.sha256().equals(Optional.of(sha256))) {
            throw new ReconException(
                    "blob-corrupt",
                    ErrorOwner.REMOTE,
                    "The blob " + blob + " at " + name + " is damaged: it has " + got.length() + " of " + length
                            + " bytes or its hash differs.",
                    "Use the copy at another destination, and check the disk or bucket behind " + name + ".");
        }
    }

    Optional<BlobInfo> stat(BlobName blob, Deadline deadline) {
        return guarded.call(
                "looking for " + blob + " at " + name, deadline, destination -> destination.stat(blob, deadline));
    }

    List<BlobInfo> list(String prefix, Deadline deadline) {
        return guarded.call("listing " + name, deadline, destination -> {
            List<BlobInfo> all = new ArrayList<>();
            destination.list(new BlobPrefix(prefix), all::add, deadline);
            return all;
        });
    }

    void delete(BlobName blob, Deadline deadline) {
        guarded.call("deleting " + blob + " at " + name, deadline, destination -> {
            destination.delete(blob, deadline);
            return null;
        });
    }

    @Override
    public void close() {
        guarded.call("closing " + name, Deadline.after(CLOSING), destination -> {
            destination.close();
            return null;
        });
    }

    private record FileSource(Path file, long length, String sha256, LongConsumer moved) implements BlobSource {
        @Override
        public InputStream open() throws IOException {
            return new MovedInput(Files.newInputStream(file), moved);
        }
    }
}
