// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.protocol.log;

import io.reconsync.api.ErrorOwner;
import io.reconsync.api.ReconException;
import io.reconsync.api.SafePath;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** The regular files below a folder that the globs of a profile match. */
final class LogFiles {
    private static final int MOST_FILES = 4096;

    private final SafePath below;
    private final List<String> globs;

    LogFiles(SafePath below, List<String> globs) {
        this.below = below;
        this.globs = globs.stream().filter(glob -> !glob.equals("stdout")).toList();
    }

    /** A file as it was when it was listed; {@code key} names it across renames. */
    record Found(Path path, String key, long size, long modified) {}

    /** The file that was written to last; of equals the last by name. */
    Optional<Found> newest() {
        return list().stream()
                .max(Comparator.comparingLong(Found::modified)
                        .thenComparing(found -> found.path().toString()));
    }

    List<Found> list() {
        List<Found> found = new ArrayList<>();
        for (String glob : globs) {
            List<Path> level = List.of(below.root());
            for (String part : glob.split("/")) {
                level = expand(level, part);
            }
            for (Path path : level) {
                look(path).ifPresent(found::add);
            }
        }
        return found;
    }

    private List<Path> expand(List<Path> folders, String part) {
        List<Path> next = new ArrayList<>();
        boolean glob = part.chars().anyMatch(c -> "*?[{".indexOf(c) >= 0);
        for (Path folder : folders) {
            if (!glob) {
                next.add(below.resolve(below.root().relativize(folder).resolve(part)));
            } else if (Files.isDirectory(folder)) {
                list(folder, part, next);
            }
        }
        return next;
    }

    private void list(Path folder, String glob, List<Path> into) {
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder, glob)) {
            for (Path entry : entries) {
                if (into.size() >= MOST_FILES) {
                    return;
                }
                if (below.contains(entry)) {
                    into.add(entry);
                }
            }
        } catch (AccessDeniedException e) {
            throw unreadable(folder, e);
        } catch (IOException | DirectoryIteratorException goneMeanwhile) {
            // A folder that is being rotated away is as good as one without logs.
        }
    }

    private static Optional<Found> look(Path path) {
        try {
            BasicFileAttributes seen = Files.readAttributes(path, BasicFileAttributes.class);
            if (!seen.isRegularFile()) {
                return Optional.empty();
            }
            String key = seen.fileKey() != null
                    ? seen.fileKey().toString()
                    : path + "@" + seen.creationTime().toMillis();
            return Optional.of(
                    new Found(path, key, seen.size(), seen.lastModifiedTime().toMillis()));
        } catch (AccessDeniedException e) {
            throw unreadable(path, e);
        } catch (IOException absent) {
            return Optional.empty();
        }
    }

    static ReconException unreadable(Path path, IOException cause) {
        return new ReconException(
                "log-unreadable",
                ErrorOwner.HOST,
                "The log " + path + " cannot be read: "
                        + (cause instanceof AccessDeniedException
                                ? "no permission"
                                : "the system says \"" + cause.getMessage() + "\"")
                        + ".",
                "Give the user that runs ReconSync the right to read it, or correct log.files.",
                cause);
    }
}
