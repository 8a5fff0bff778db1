// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.backup;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;

/**
 * What the file system says of a file; two equal states mean that nobody has written in between, as far as times can
 * tell.
 *
 * @param kind what it is
 * @param size in bytes
 * @param modified content
 * @param changed content or attributes; equal to modified where the system does not keep it
 * @param inode 0 where there is none
 * @param device 0 where there is none
 * @param mode lower 12 bits; -1 when unknown
 * @param uid -1 when unknown
 * @param gid -1 when unknown
 */
record FileState(
        Kind kind, long size, Instant modified, Instant changed, long inode, long device, int mode, int uid, int gid) {
    private static final boolean UNIX =
            java.nio.file.FileSystems.getDefault().supportedFileAttributeViews().contains("unix");
    private static final int TYPE = 0170000;

    /** What a file is. */
    enum Kind {
        FILE,
        FOLDER,
        LINK,
        OTHER
    }

    FileState {
        // Most often both are one, and large worlds have many files.
        changed = changed.equals(modified) ? modified : changed;
    }

    /** The state of a path itself, no link followed. */
    static FileState of(Path path) throws IOException {
        if (!UNIX) {
            BasicFileAttributes basic =
                    Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
            Kind kind = basic.isRegularFile()
                    ? Kind.FILE
                    : basic.isDirectory() ? Kind.FOLDER : basic.isSymbolicLink() ? Kind.LINK : Kind.OTHER;
            Instant time = basic.lastModifiedTime().toInstant();
            return new FileState(kind, basic.size(), time, time, 0, 0, -1, -1, -1);
        }
        Map<String, Object> all = Files.readAttributes(
                path, "unix:size,lastModifiedTime,ctime,ino,dev,mode,uid,gid", LinkOption.NOFOLLOW_LINKS);
        int mode = (int) all.get("mode");
        Kind kind = switch (mode & TYPE) {
            case 0100000 -> Kind.FILE;
            case 0040000 -> Kind.FOLDER;
            case 0120000 -> Kind.LINK;
            default -> Kind.OTHER;
        };
        return new FileState(
                kind,
                (long) all.get("size"),
                ((FileTime) all.get("lastModifiedTime")).toInstant(),
                ((FileTime) all.get("ctime")).toInstant(),
                (long) all.get("ino"),
                (long) all.get("dev"),
                mode & 07777,
                (int) all.get("uid"),
                (int) all.get("gid"));
    }

    /** Whether it is the same file with the same content, as far as can be told from outside. */
    boolean same(FileState other) {
        boolean both = kind == other.kind && inode == other.inode && device == other.device;
        return both
                && (kind == Kind.FOLDER
                        || size == other.size
                                && Objects.equals(modified, other.modified)
                                && Objects.equals(changed, other.changed));
    }
}
