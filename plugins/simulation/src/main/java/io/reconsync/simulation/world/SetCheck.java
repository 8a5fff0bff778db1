// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.simulation.world;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Gathers what is found while the files of one set are read, and gives the verdict. Used by one thread. */
final class SetCheck {
    private final String game;
    private final Path root;
    private final SortedMap<String, String> files = new TreeMap<>();
    private final Map<String, Long> databases = new TreeMap<>();
    private final List<String> torn = new ArrayList<>();
    private final List<String> mixed = new ArrayList<>();
    private final List<String> leftovers = new ArrayList<>();
    private WorldImage main;

    SetCheck(String game, Path root) {
        this.game = game;
        this.root = root;
    }

    /** Reads a world file; null when it is torn, which is then noted. */
    WorldImage file(Path file) throws IOException {
        String name = name(file);
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file), 1 << 16)) {
            WorldImage image = WorldFile.read(in);
            files.put(name, Sha256.file(file));
            return image;
        } catch (TornException | java.nio.file.NoSuchFileException broken) {
            torn.add(name + ": " + (broken instanceof TornException ? broken.getMessage() : "the file is absent"));
            return null;
        }
    }

    void main(WorldImage image) {
        main = image;
    }

    WorldImage main() {
        return main;
    }

    /** Notes a difference between a file and the main file of its set. */
    void sameAsMain(Path file, WorldImage image) {
        if (main == null || image == null) {
            return;
        }
        if (image.generation() != main.generation()) {
            mixed.add(name(file) + " is of generation " + image.generation() + ", the world of " + main.generation());
        } else if (image.timeline() != main.timeline()) {
            mixed.add(name(file) + " comes from another history of the same world");
        }
    }

    void digest(Path file, String sha256) {
        files.put(name(file), sha256);
    }

    void database(Path file, long counter) {
        databases.put(name(file), counter);
    }

    void torn(String problem) {
        torn.add(problem);
    }

    void mixed(String problem) {
        mixed.add(problem);
    }

    void leftover(Path file) {
        leftovers.add(name(file));
    }

    String name(Path file) {
        return root.relativize(file).toString();
    }

    Checked checked() {
        return new Checked(verdict(), main);
    }

    private Verdict verdict() {
        Verdict.Status status = !torn.isEmpty() || main == null
                ? Verdict.Status.TORN
                : mixed.isEmpty() ? Verdict.Status.OK : Verdict.Status.MIXED;
        List<String> problems = new ArrayList<>(torn);
        problems.addAll(mixed);
        boolean good = status == Verdict.Status.OK;
        return new Verdict(
                status,
                game,
                main == null ? "" : main.name(),
                main == null ? -1 : main.generation(),
                main == null ? 0 : main.timeline(),
                good ? Sha256.tree(files) : "",
                files,
                databases,
                List.copyOf(problems),
                List.copyOf(leftovers));
    }
}
