// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.contract.archive;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * A format that stock tools open: {@code zip}, {@code tar.zst}, {@code tar.gz}. A service; stateless, thread-safe. It
 * never knows where its bytes go.
 */
@ConsumerType
public interface ArchiveFormat {
    /** The name used in {@code backup.format}; also the file name's ending. */
    String name();

    /** A writer onto a stream, which it closes. Constant memory. */
    ArchiveWriter write(OutputStream out) throws IOException;

    /**
     * A reader over a whole archive in a file. Hostile input gives a ReconException of code {@code archive-malformed},
     * {@code archive-bomb} or {@code path-outside}; memory stays under 64 MB.
     */
    ArchiveReader read(Path file, ArchiveLimits limits) throws IOException;

    /** The largest compression that is believed, and how much may come out. */
    record ArchiveLimits(long maxEntries, long maxBytes, double maxRatio) {
        /** Ten million entries, 1 TiB, 1000 times. */
        public static final ArchiveLimits DEFAULT = new ArchiveLimits(10_000_000, 1L << 40, 1000);
    }

    /** Writes entries one after the other. Not thread-safe. */
    interface ArchiveWriter extends AutoCloseable {
        /** Adds an entry; {@code content} is only read for files and must give exactly its size. */
        void add(ArchiveEntry entry, InputStream content) throws IOException;

        /** Ends the archive. Without it the archive is not whole. */
        void finish() throws IOException;

        @Override
        void close() throws IOException;
    }

    /** Reads entries one after the other. Not thread-safe. */
    interface ArchiveReader extends AutoCloseable {
        /** The next entry; null at the end. */
        ArchiveEntry next() throws IOException;

        /** The content of the entry last given; valid until the next call of next. */
        InputStream content() throws IOException;

        @Override
        void close() throws IOException;
    }
}
