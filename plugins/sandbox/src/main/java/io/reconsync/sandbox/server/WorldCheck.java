// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.sandbox.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Whether a folder holds one whole save. Only reads. */
public final class WorldCheck {
    private WorldCheck() {}

    /** What is wrong: the file below the world, and a sentence. */
    public record Damage(String where, String what) {}

    /** Called between two files; may throw to end the check. */
    @FunctionalInterface
    public interface Pause {
        void check();
    }

    /** Whether there is something that could be a world of the sandbox. */
    public static boolean isWorld(Path world) throws IOException {
        if (!Files.isDirectory(world)) {
            return false;
        }
        try (Stream<Path> entries = Files.list(world)) {
            return entries.anyMatch(entry -> !entry.getFileName().toString().endsWith(".tmp"));
        }
    }

    /** The first damage; empty when the server would load this world. */
    public static Optional<Damage> check(Path world, Pause pause) throws IOException {
        Path file = world.resolve(WorldIndex.NAME);
        if (!Files.isRegularFile(file)) {
            return damage(WorldIndex.NAME, "The index is missing, so the save was not complete.");
        }
        Optional<WorldIndex> index = WorldIndex.parse(Files.readAllBytes(file));
        if (index.isEmpty()) {
            return damage(WorldIndex.NAME, "The index is torn: its own sum does not fit.");
        }
        for (Map.Entry<String, WorldIndex.Entry> entry : index.get().files().entrySet()) {
            pause.check();
            Optional<Damage> found = check(world, index.get(), entry.getKey(), entry.getValue());
            if (found.isPresent()) {
                return found;
            }
        }
        return stranger(world, index.get());
    }

    private static Optional<Damage> check(Path world, WorldIndex index, String name, WorldIndex.Entry entry)
            throws IOException {
        if (name.startsWith("/") || name.contains("\0") || name.matches("(.*/)?\\.\\.?(/.*)?")) {
            return damage(WorldIndex.NAME, "The index names a file outside of the world.");
        }
        Path file = world.resolve(name);
        if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
            return damage(name, "The file is missing from generation " + index.generation() + ".");
        }
        if (name.equals(PageFile.NAME)) {
            Optional<String> mixed = PageFile.check(file, entry.generation());
            if (mixed.isPresent()) {
                return damage(name, mixed.get());
            }
        }
        if (Files.size(file) != entry.size() || Sums.of(file).crc() != entry.crc()) {
            return damage(
                    name,
                    "The file is not the one of generation " + entry.generation() + " that generation "
                            + index.generation() + " consists of.");
        }
        return Optional.empty();
    }

    private static Optional<Damage> stranger(Path world, WorldIndex index) throws IOException {
        try (Stream<Path> files = Files.walk(world)) {
            for (Path file : files.filter(path -> !Files.isDirectory(path)).toList()) {
                String name = world.relativize(file).toString().replace('\\', '/');
                boolean known = name.equals(WorldIndex.NAME) || index.files().containsKey(name);
                if (!known && !name.endsWith(".tmp")) {
                    return damage(name, "The file does not belong to generation " + index.generation() + ".");
                }
            }
        }
        return Optional.empty();
    }

    private static Optional<Damage> damage(String where, String what) {
        return Optional.of(new Damage(where, what));
    }
}
