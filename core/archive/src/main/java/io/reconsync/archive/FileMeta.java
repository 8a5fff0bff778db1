// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.archive;

import io.reconsync.api.ErrorOwner;
import io.reconsync.api.ReconException;
import io.reconsync.contract.archive.ArchiveEntry;
import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributeView;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Objects;

/**
 * Gives a file its owner, mode and time, as far as the system has them.
 *
 * @param owners whether owners are given too
 */
record FileMeta(boolean owners) {
    private static final boolean UNIX =
            FileSystems.getDefault().supportedFileAttributeViews().contains("unix");

    /** Mode 0700 where there are modes. */
    static FileAttribute<?>[] privateFolder() {
        return UNIX
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"))
                }
                : new FileAttribute<?>[0];
    }

    void apply(Path file, ArchiveEntry entry) throws IOException {
        boolean link = entry.type() == ArchiveEntry.Type.LINK;
        if (UNIX && owners) {
            own(file, "unix:gid", entry.gid());
            own(file, "unix:uid", entry.uid());
        }
        if (!link) {
            Files.getFileAttributeView(file, BasicFileAttributeView.class, LinkOption.NOFOLLOW_LINKS)
                    .setTimes(FileTime.from(entry.modified()), null, null);
            if (UNIX && entry.mode() >= 0) {
                Files.setAttribute(file, "unix:mode", entry.mode(), LinkOption.NOFOLLOW_LINKS);
            }
        }
    }

    private static void own(Path file, String attribute, int id) throws IOException {
        if (id < 0 || Objects.equals(Files.getAttribute(file, attribute, LinkOption.NOFOLLOW_LINKS), id)) {
            return;
        }
        try {
            Files.setAttribute(file, attribute, id, LinkOption.NOFOLLOW_LINKS);
        } catch (IOException e) {
            throw new ReconException(
                    "owner-refused",
                    ErrorOwner.HOST,
                    "The file " + file + " cannot be given to " + attribute.substring(5) + " " + id + ".",
                    "Run ReconSync as the user that owns the game's files, or as root.",
                    e);
        }
    }
}
