// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.config;

import io.reconsync.config.yaml.Place;
import io.reconsync.config.yaml.Problems;
import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/**
 * The users and groups to which files of a world belong, and the proof that a restore can give files to each of them.
 * Not thread-safe.
 */
final class WorldOwners {
    private final Ids ids;
    private final Map<Integer, Path> users = new TreeMap<>();
    private final Map<Integer, Path> groups = new TreeMap<>();

    WorldOwners(Ids ids) {
        this.ids = ids;
    }

    /** How a file system knows and changes whose a file is. */
    interface Ids {
        /** @param attribute {@code uid} or {@code gid} */
        int of(Path file, String attribute) throws IOException;

        /** @param attribute {@code uid} or {@code gid} */
        void give(Path file, String attribute, int id) throws IOException;

        /** Those of this machine; without any owners where it has none. */
        static WorldOwners here() {
            boolean unix =
                    FileSystems.getDefault().supportedFileAttributeViews().contains("unix");
            return unix ? new WorldOwners(new Unix()) : new WorldOwners(new None());
        }
    }

    /** Notes whose a file is; one that has gone meanwhile belongs to nobody. */
    void note(Path file) {
        try {
            users.putIfAbsent(ids.of(file, "uid"), file);
            groups.putIfAbsent(ids.of(file, "gid"), file);
        } catch (IOException e) {
            return;
        }
    }

    /** Gives a file of ours to each in turn, as a restore would. */
    void prove(Path probe, Path world, String user, Problems problems) {
        groups.forEach((gid, file) -> {
            if (!gives(probe, "gid", gid)) {
                String group = name(file, "posix:group", gid);
                problem(
                        problems,
                        "The user " + user + " cannot give files to the group " + group + ", as a restore has to: "
                                + file + " belongs to it.",
                        "Run: usermod -aG " + group + " " + user
                                + ", and start ReconSync anew; or: chgrp -R \"$(id -gn)\"" + " "
                                + RightsCheck.quoted(world));
            }
        });
        users.forEach((uid, file) -> {
            if (!gives(probe, "uid", uid)) {
                String owner = name(file, "posix:owner", uid);
                problem(
                        problems,
                        "The user " + user + " cannot give files to the user " + owner + ", as a restore has to: "
                                + file + " belongs to it.",
                        "Run ReconSync as " + owner
                                + ", or give the service AmbientCapabilities=CAP_CHOWN CAP_FOWNER.");
            }
        });
    }

    private boolean gives(Path probe, String attribute, int id) {
        try {
            if (ids.of(probe, attribute) != id) {
                ids.give(probe, attribute, id);
            }
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    private static String name(Path file, String attribute, int id) {
        try {
            return Files.getAttribute(file, attribute, LinkOption.NOFOLLOW_LINKS)
                    .toString();
        } catch (IOException e) {
            return Integer.toString(id);
        }
    }

    private static void problem(Problems problems, String message, String nextStep) {
        problems.error(Place.WHOLE, "backup.path", message, nextStep);
    }

    private record Unix() implements Ids {
        @Override
        public int of(Path file, String attribute) throws IOException {
            return (int) Files.getAttribute(file, "unix:" + attribute, LinkOption.NOFOLLOW_LINKS);
        }

        @Override
        public void give(Path file, String attribute, int id) throws IOException {
            Files.setAttribute(file, "unix:" + attribute, id, LinkOption.NOFOLLOW_LINKS);
        }
    }

    private record None() implements Ids {
        @Override
        public int of(Path file, String attribute) {
            return 0;
        }

        @Override
        public void give(Path file, String attribute, int id) {}
    }
}
