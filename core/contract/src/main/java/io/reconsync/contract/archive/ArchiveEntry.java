// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.contract.archive;

import io.reconsync.contract.values.RawPath;
import java.time.Instant;
import java.util.Optional;

/**
 * One entry.
 *
 * @param path relative
 * @param type file, folder or symbolic link
 * @param size bytes of a file; 0 otherwise
 * @param modified with the precision that the file system gives
 * @param mode the lower 12 bits of the POSIX mode; -1 when unknown
 * @param uid -1 when unknown
 * @param gid -1 when unknown
 * @param owner name; may be empty
 * @param group name; may be empty
 * @param link raw target of a symbolic link
 */
public record ArchiveEntry(
        RawPath path,
        Type type,
        long size,
        Instant modified,
        int mode,
        int uid,
        int gid,
        String owner,
        String group,
        Optional<byte[]> link) {
    /** What it is. */
    public enum Type {
        /** A regular file. */
        FILE,
        /** A folder. */
        FOLDER,
        /** A symbolic link. */
        LINK
    }
}
