// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.contract.archive;

import java.io.IOException;
import java.nio.file.Path;
import org.osgi.annotation.versioning.ConsumerType;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Writes what an archive holds below a folder, and nothing anywhere else: links are never followed, an entry that is
 * there already is refused. Implemented by core/archive. Stateless, thread-safe; constant memory.
 */
@ProviderType
public interface Extractor {
    /**
     * Writes the wanted entries of a reader that has not been read yet, up to its end, with modes and times; runs of
     * zeros become holes. After a failure the caller removes what is below {@code root}.
     *
     * @param root an existing folder that only we write to
     * @param owners whether files are given to the user and group in the archive
     * @throws io.reconsync.api.ReconException code {@code path-outside}, {@code archive-malformed},
     *     {@code archive-bomb}, {@code owner-refused}
     */
    void extract(ArchiveFormat.ArchiveReader reader, Path root, boolean owners, Visitor visitor)
            throws IOException, InterruptedException;

    /** Chooses and watches. */
    @ConsumerType
    interface Visitor {
        /** Whether this entry is to be written; an unwanted file's content is still checked. */
        boolean wants(ArchiveEntry entry);

        /**
         * An entry is done, wanted or not.
         *
         * @param sha256 of a file's content, lower-case hex; empty for folders and links
         */
        void done(ArchiveEntry entry, String sha256) throws InterruptedException;
    }
}
