// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.jobs;

import io.reconsync.api.ErrorOwner;
import io.reconsync.api.ReconException;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The folders that runs work in: one per job below {@code data/jobs}. Links are removed, never followed. */
final class Temporaries {
    private static final Logger LOG = LoggerFactory.getLogger(Temporaries.class);

    private final Path root;

    Temporaries(Path root) {
        this.root = root;
    }

    /** The folder of a job, made when it is not there. */
    Path of(String job) {
        try {
            return Files.createDirectories(root.resolve(job));
        } catch (IOException e) {
            throw new ReconException(
                    "temporary-failed",
                    ErrorOwner.HOST,
                    "The folder " + root.resolve(job) + " cannot be made: " + e.getMessage() + ".",
                    "Free space on that volume, or give the user that runs ReconSync the right to write there.",
                    e);
        }
    }

    /** Removes the folder of a job; what cannot be removed now is removed at the next start. */
    void remove(String job) {
        try {
            delete(root.resolve(job));
        } catch (IOException e) {
            LOG.warn("The temporary folder {} cannot be removed now: {}", root.resolve(job), e.toString());
        }
    }

    /** Removes what earlier runs of the process left, apart from the folders of {@code keep}. */
    void removeAllBut(Set<String> keep) {
        if (!Files.isDirectory(root, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(root)) {
            for (Path entry : entries) {
                if (!keep.contains(entry.getFileName().toString())) {
                    delete(entry);
                }
            }
        } catch (IOException e) {
            LOG.warn("The temporary folders in {} cannot all be removed: {}", root, e.toString());
        }
    }

    private static void delete(Path tree) throws IOException {
        if (!Files.exists(tree, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        Files.walkFileTree(tree, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.delete(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path folder, IOException failure) throws IOException {
                if (failure != null) {
                    throw failure;
                }
                Files.delete(folder);
                return FileVisitResult.CONTINUE;
            }
        });
    }
}
