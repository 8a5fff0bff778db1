// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.config;

import io.reconsync.config.yaml.Place;
import io.reconsync.config.yaml.Problems;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.UserPrincipal;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/** The rights at one world. */
record WorldRights(Path root, String user, Problems problems) {
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
            giveBack(probe);
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
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
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

    private void giveBack(Path probe) {
        PosixFileAttributeView world =
                Files.getFileAttributeView(root, PosixFileAttributeView.class, LinkOption.NOFOLLOW_LINKS);
        if (world == null) {
            return;
        }
        UserPrincipal owner = null;
        try {
            PosixFileAttributes attributes = world.readAttributes();
            owner = attributes.owner();
            PosixFileAttributeView view = Files.getFileAttributeView(probe, PosixFileAttributeView.class);
            view.setOwner(owner);
            view.setGroup(attributes.group());
            Set<PosixFilePermission> mode = EnumSet.copyOf(view.readAttributes().permissions());
            mode.add(PosixFilePermission.GROUP_READ);
            view.setPermissions(mode);
        } catch (IOException e) {
            String name = owner == null ? "its owner" : owner.getName();
            problem(
                    "The user " + user + " cannot give files at " + root + " to " + name + ", as a restore has to.",
                    "Run ReconSync as " + name + ", or give the service AmbientCapabilities=CAP_CHOWN CAP_FOWNER.");
        }
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
