// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.gates;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/** What must not lie in an archive: the other assembly's bundles, simulators, tests. */
final class ArchiveGate implements Gate {
    @Override
    public String name() {
        return "archive";
    }

    @Override
    public List<Finding> check(Tree tree) throws IOException {
        List<Finding> found = new ArrayList<>();
        for (Room room : tree.rooms()) {
            if (!room.path().matches("distribution/(agent|bot|standalone)")) {
                continue;
            }
            String archive = "reconsync-" + room.path().substring("distribution/".length());
            List<Path> zips = zips(room.folder().resolve("target"), archive);
            if (zips.isEmpty()) {
                found.add(new Finding(name(), room.path(), "The module built no " + archive + "-*.zip."));
            }
            for (Path zip : zips) {
                check(tree, archive, zip, found);
            }
        }
        return found;
    }

    private static List<Path> zips(Path target, String archive) throws IOException {
        if (!Files.isDirectory(target)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(target)) {
            return files.filter(f -> f.getFileName().toString().matches(archive + "-.*\\.zip"))
                    .toList();
        }
    }

    private void check(Tree tree, String archive, Path zip, List<Finding> found) throws IOException {
        List<String> absent = tree.rules().first("absent", archive).orElse(List.of());
        Set<String> carried = new HashSet<>();
        try (ZipFile file = new ZipFile(zip.toFile())) {
            for (ZipEntry entry : file.stream().toList()) {
                String name = entry.getName();
                String jar = name.substring(name.lastIndexOf('/') + 1);
                if (!jar.endsWith(".jar") || name.contains("/dev/")) {
                    continue;
                }
                String artifact = jar.replaceFirst("-\\d[^/]*\\.jar$", "");
                carried.add(artifact);
                if (Rules.anyFits(absent, artifact)) {
                    found.add(new Finding(name(), tree.relative(zip), archive + " must not contain " + name + "."));
                }
                if (artifact.endsWith("-simulator") || artifact.equals("simulation") || artifact.startsWith("junit")) {
                    boolean sandbox = artifact.equals("sandbox-simulator") && archive.equals("reconsync-standalone");
                    if (!sandbox) {
                        found.add(new Finding(name(), tree.relative(zip), "Test-only: " + name + "."));
                    }
                }
            }
        }
        List<String> carry = tree.rules().first("carry", archive).orElse(List.of());
        for (Room room : tree.rooms()) {
            String artifact = room.path().startsWith("core/")
                            && room.isBundle()
                            && !room.path().equals("core/contract")
                    ? "core-" + room.name()
                    : room.name();
            if (room.isBundle() && Rules.anyFits(carry, room.path()) && !carried.contains(artifact)) {
                found.add(new Finding(
                        name(), tree.relative(zip), archive + " lacks " + artifact + "; add it to its pom."));
            }
        }
    }
}
