// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.backup;

import io.reconsync.api.ErrorOwner;
import io.reconsync.api.ReconException;
import io.reconsync.contract.values.ByteText;
import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;

/** Free space, and what it means when there is none. */
final class Disk {
    private static final long FLOOR = 5_000_000_000L;

    private Disk() {}

    /** What may be used of the volume of a path: all that is free above the smaller of a tenth and 5 GB. */
    static long room(Path path) throws IOException {
        FileStore store = Files.getFileStore(path);
        return store.getUsableSpace() - Math.min(store.getTotalSpace() / 10, FLOOR);
    }

    /** Refuses when {@code needed} bytes would not leave the floor free. */
    static void require(Path path, long needed, String what) throws IOException {
        long room = room(path);
        if (room < needed) {
            throw new ReconException(
                    "disk-floor",
                    ErrorOwner.HOST,
                    "There is too little space for " + what + ": it needs " + ByteText.format(needed) + ", and "
                            + ByteText.format(Math.max(0, room)) + " of the volume of " + path + " may be used.",
                    "Free space there, or keep fewer backups; those that exist stay.");
        }
    }

    /** A failure of a file as an error for people. */
    static ReconException failure(String doing, IOException e) {
        String text = String.valueOf(e.getMessage());
        if (text.contains("No space left") || text.contains("Disk quota") || text.contains("not enough space")) {
            return new ReconException(
                    "disk-full",
                    ErrorOwner.HOST,
                    "The disk became full while " + doing + ".",
                    "Free space and try again; what had been begun is removed, the backups that exist stay.",
                    e);
        }
        return new ReconException(
                "file-failed",
                ErrorOwner.HOST,
                "A file failed while " + doing + ": " + e.getClass().getSimpleName() + " " + text + ".",
                "Check that the disk is healthy and that ReconSync may read and write there.",
                e);
    }
}
