// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.backup;

import io.reconsync.contract.values.RawName;
import io.reconsync.contract.values.RawPath;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/**
 * All of a world at one moment, folders before what is in them, names in the order of their bytes.
 *
 * @param files folders, files and links
 * @param skipped what cannot be taken, in sentences: sockets, pipes, links that lead outside
 * @param busy files that show that a save is under way, below their roots
 */
record WorldListing(List<WorldFile> files, List<String> skipped, List<String> busy) {
    /** Looks. What vanishes while it is looked at is not in the listing. */
    static WorldListing of(List<WorldRoot> roots, FileRule rule, List<Glob> busy) throws IOException {
        Walk walk = new Walk(rule.test(), busy);
        for (WorldRoot root : roots) {
            walk.root(root);
        }
        return new WorldListing(List.copyOf(walk.files), List.copyOf(walk.skipped), List.copyOf(walk.saving));
    }

    /** Whether it shows the same files in the same state. */
    boolean same(WorldListing other) {
        if (files.size() != other.files.size()) {
            return false;
        }
        for (int i = 0; i < files.size(); i++) {
            if (!files.get(i).same(other.files.get(i))) {
                return false;
            }
        }
        return true;
    }

    long bytes() {
        return files.stream()
                .filter(WorldFile::isFile)
                .mapToLong(file -> file.state().size())
                .sum();
    }

    private static final class Walk {
        private final FileRule.Test rule;
        private final List<WorldFile> files = new ArrayList<>();
        private final List<String> skipped = new ArrayList<>();
        private final List<Glob> busy;
        private final List<String> saving = new ArrayList<>();

        Walk(FileRule.Test rule, List<Glob> busy) {
            this.rule = rule;
            this.busy = busy;
        }

        void root(WorldRoot root) throws IOException {
            try {
                Path real = Files.isSymbolicLink(root.path()) ? root.path().toRealPath() : root.path();
                FileState state = FileState.of(real);
                RawPath name = new RawPath(List.of(root.name()));
                if (state.kind() == FileState.Kind.FOLDER) {
                    files.add(new WorldFile(name, new WorldFile.Folder(real, "", true), state, Optional.empty()));
                    folder(real, name, "", 0);
                } else {
                    String below = root.name().text();
                    take(new WorldFile.Folder(real, below, true), real, name, below, state, 0);
                }
            } catch (NoSuchFileException e) {
                // A root may be absent: a game that has not made its second world yet.
            }
        }

        private void folder(Path folder, RawPath name, String below, int depth) throws IOException {
            TreeMap<RawName, Path> children = new TreeMap<>();
            try (DirectoryStream<Path> stream = Files.newDirectoryStream(folder)) {
                stream.forEach(child -> children.put(RawName.of(child), child));
            } catch (NoSuchFileException e) {
                return;
            } catch (DirectoryIteratorException e) {
                throw e.getCause();
            }
            WorldFile.Folder here = new WorldFile.Folder(folder, below, false);
            for (var child : children.entrySet()) {
                List<RawName> names = new ArrayList<>(name.names());
                names.add(child.getKey());
                String text = child.getKey().text();
                String path = below.isEmpty() ? text : below + "/" + text;
                if (busy.stream().anyMatch(glob -> glob.matches(path))) {
                    saving.add(path);
                }
                if (rule.leaves(path)) {
                    continue;
                }
                try {
                    child(here, child.getValue(), new RawPath(names), path, depth + 1);
                } catch (NoSuchFileException e) {
                    continue;
                }
            }
        }

        private void child(WorldFile.Folder in, Path path, RawPath name, String below, int depth) throws IOException {
            FileState state = FileState.of(path);
            if (state.kind() != FileState.Kind.FOLDER) {
                if (rule.takes(below)) {
                    take(in, path, name, below, state, depth);
                }
                return;
            }
            int before = files.size();
            files.add(new WorldFile(name, in, state, Optional.empty()));
            folder(path, name, below, depth);
            if (files.size() == before + 1 && !rule.takes(below)) {
                files.remove(before);
            }
        }

        private void take(WorldFile.Folder in, Path path, RawPath name, String below, FileState state, int depth)
                throws IOException {
            switch (state.kind()) {
                case FILE -> files.add(new WorldFile(name, in, state, Optional.empty()));
                case LINK -> {
                    byte[] target = Links.target(path);
                    if (Links.inside(target, depth)) {
                        files.add(new WorldFile(name, in, state, Optional.of(target)));
                    } else {
                        skipped.add("The link " + below + " leads out of the world and was left out.");
                    }
                }
                default -> skipped.add("The file " + below + " is a pipe, socket or device and was left out.");
            }
        }
    }
}
