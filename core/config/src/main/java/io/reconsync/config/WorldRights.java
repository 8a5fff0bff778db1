// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.config;

import io.reconsync.config.yaml.Place;
import io.reconsync.config.yaml.Problems;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Optional;

/** The rights at one world. */
record WorldRights(Path root, String user, WorldOwners owners, Problems problems) {
    private static final int MOST = 20_000;

    void check() {
        readable()
                .ifPresent(bad -> problem(
                        "The file " + bad + " of the world cannot be read by " + user + ".",
                        "Run: setfacl -R -m u:" + user + ":rX " + RightsCheck.quoted(root)));
        Path parent = root.toAbsolutePath().getParent();
        Path probe = parent == null
                ? null
                : parent.resolve(".reconsync-probe-" + ProcessHandle.current().pid());
        if (probe == null) {
            return;
        }
        try {
            Files.createFile(probe);
        } catch (IOException e) {
            problem(
                    "The user " + user + " cannot write into " + parent + ", beside the world, as a restore has to.",
                    "Run: setfacl -m u:" + user + ":rwx " + RightsCheck.quoted(parent));
            return;
        }
        try {
            owners.prove(probe, root, user, problems);
        } finally {
            remove(probe);
        }
    }

    private Optional<Path> readable() {
        Path[] bad = new Path[1];
        int[] seen = new int[1];
        try {
            Files.walkFileTree(root, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
                    owners.note(folder);
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                    owners.note(file);
                    if (attributes.isRegularFile() && !Files.isReadable(file)) {
                        bad[0] = file;
                        return FileVisitResult.TERMINATE;
                    }
                    return ++seen[0] > MOST ? FileVisitResult.TERMINATE : FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult visitFileFailed(Path file, IOException e) {
                    bad[0] = file;
                    return FileVisitResult.TERMINATE;
                }
            });
        } catch (IOException e) {
            bad[0] = root;
        }
        return Optional.ofNullable(bad[0]);
    }

    private void remove(Path probe) {
        try {
            Files.deleteIfExists(probe);
        } catch (IOException e) {
            problem("The probe file " + probe + " could not be removed.", "Run: rm " + RightsCheck.quoted(probe));
        }
    }

    private void problem(String message, String nextStep) {
        problems.error(Place.WHOLE, "backup.path", message, nextStep);
    }
}
