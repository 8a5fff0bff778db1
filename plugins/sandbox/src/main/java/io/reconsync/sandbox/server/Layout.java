// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.sandbox.server;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Which files a world has; makes a new one and opens an old one. */
final class Layout {
    static final String LEVEL = "level.dat";
    static final String ENTITIES = "entities.bin";
    static final String JOURNAL = "journal.log";
    static final String REGIONS = "regions/";
    static final String PLAYERS = "players/";

    private static final long MEGABYTE = 1_000_000;

    private Layout() {}

    /** The index of the world below a folder, which is made when there is none. */
    static WorldIndex open(Path dir, int megabytes, long seed) throws IOException, Refused {
        Path world = dir.resolve("world");
        remove(dir.resolve("world.new"));
        if (!WorldCheck.isWorld(world)) {
            remove(world);
            return create(dir, megabytes, seed);
        }
        Optional<WorldCheck.Damage> damage = WorldCheck.check(world, () -> {});
        if (damage.isPresent()) {
            throw new Refused("The world is torn and is not loaded: "
                    + damage.get().where() + ": " + damage.get().what() + " Restore a backup.");
        }
        removeLeftovers(world);
        return WorldIndex.parse(Files.readAllBytes(world.resolve(WorldIndex.NAME)))
                .orElseThrow(() -> new Refused("The world changes while it is loaded. Start one server per folder."));
    }

    private static WorldIndex create(Path dir, int megabytes, long seed) throws IOException {
        Path fresh = dir.resolve("world.new");
        String island = island(fresh);
        Files.createDirectories(fresh.resolve(REGIONS + island));
        Files.createDirectories(fresh.resolve(PLAYERS));
        Pace pace = new Pace(Duration.ZERO, 1);
        Random random = new Random(seed);
        long size = megabytes * MEGABYTE;
        WorldFiles.inPlace(fresh.resolve(LEVEL), 1, size / 24, random, pace);
        WorldFiles.truncated(fresh.resolve(ENTITIES), 1, size / 8, random, pace);
        PageFile.write(fresh.resolve(PageFile.NAME), 1, (int) (size / 6 / PageFile.PAGE), 1, random, pace);
        Files.writeString(fresh.resolve(JOURNAL), "save 1\n", StandardCharsets.UTF_8);
        long regions = Math.max(2, (size - size / 24 - size / 8 - size / 6) / MEGABYTE);
        for (int i = 0; i < regions; i++) {
            String name = REGIONS + (i % 2 == 0 ? "" : island + "/") + "r." + i + ".bin";
            WorldFiles.truncated(fresh.resolve(name), 1, MEGABYTE, random, pace);
        }
        WorldIndex index = new WorldIndex(1, random.nextLong() ^ System.nanoTime(), entries(fresh));
        WorldFiles.renamed(fresh.resolve(WorldIndex.NAME), index.format());
        Files.move(fresh, dir.resolve("world"), StandardCopyOption.ATOMIC_MOVE);
        return index;
    }

    /** A folder's name with what people really use, where the locale lets Java write it. */
    private static String island(Path fresh) {
        try {
            String name = "Gr\u00fcne Insel \ud83c\udfdd";
            fresh.resolve(name);
            return name;
        } catch (InvalidPathException e) {
            return "Gruene Insel";
        }
    }

    private static Map<String, WorldIndex.Entry> entries(Path world) throws IOException {
        Map<String, WorldIndex.Entry> entries = new TreeMap<>();
        try (Stream<Path> files = Files.walk(world)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Sums sums = Sums.of(file);
                String name = world.relativize(file).toString().replace('\\', '/');
                entries.put(name, new WorldIndex.Entry(sums.crc(), sums.size(), 1));
            }
        }
        return entries;
    }

    private static void removeLeftovers(Path world) throws IOException {
        try (Stream<Path> files = Files.walk(world)) {
            for (Path file :
                    files.filter(path -> path.toString().endsWith(".tmp")).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }

    private static void remove(Path root) throws IOException {
        if (!Files.exists(root)) {
            return;
        }
        Files.walkFileTree(root, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.delete(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path folder, IOException failure) throws IOException {
                Files.delete(folder);
                return FileVisitResult.CONTINUE;
            }
        });
    }
}
