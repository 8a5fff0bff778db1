// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.testkit.conformance;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Worlds that are not quite worlds. */
final class Garbage {
    private Garbage() {}

    private interface Damage {
        byte[] apply(byte[] bytes, Random random);
    }

    private static final Map<String, Damage> DAMAGES = Map.of(
            "empty", (bytes, random) -> new byte[0],
            "half", (bytes, random) -> java.util.Arrays.copyOf(bytes, bytes.length / 2),
            "short", (bytes, random) -> java.util.Arrays.copyOf(bytes, Math.min(3, bytes.length)),
            "zeros", (bytes, random) -> new byte[bytes.length],
            "ones", (bytes, random) -> ones(bytes.length),
            "noise", (bytes, random) -> noise(bytes.length + 100, random),
            "flipped", Garbage::flipped,
            "long", (bytes, random) -> java.util.Arrays.copyOf(bytes, bytes.length + 5_000));

    private static byte[] ones(int length) {
        byte[] bytes = new byte[length];
        java.util.Arrays.fill(bytes, (byte) 0xFF);
        return bytes;
    }

    private static byte[] noise(int length, Random random) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return bytes;
    }

    private static byte[] flipped(byte[] bytes, Random random) {
        byte[] copy = bytes.clone();
        for (int i = 0; i < Math.max(1, copy.length / 1000) && copy.length > 0; i++) {
            copy[random.nextInt(copy.length)] ^= (byte) (1 + random.nextInt(255));
        }
        return copy;
    }

    /** Copies of a world, each damaged in one way, below {@code into}. */
    static List<Path> variants(Path world, Path into) throws IOException {
        List<Path> variants = new ArrayList<>();
        Random random = new Random(12);
        for (Map.Entry<String, Damage> damage : new TreeMap<>(DAMAGES).entrySet()) {
            Path copy = into.resolve(damage.getKey());
            copy(world, copy, damage.getValue(), random);
            variants.add(copy);
        }
        variants.add(Files.createDirectories(into.resolve("nothing")));
        variants.add(Files.write(into.resolve("a-file"), new byte[] {1, 2, 3}));
        return variants;
    }

    private static void copy(Path from, Path to, Damage damage, Random random) throws IOException {
        Files.createDirectories(to);
        try (Stream<Path> tree = Files.walk(from)) {
            for (Path path : tree.toList()) {
                Path target = to.resolve(from.relativize(path).toString());
                if (Files.isDirectory(path)) {
                    Files.createDirectories(target);
                } else {
                    Files.write(target, damage.apply(Files.readAllBytes(path), random));
                }
            }
        }
    }

    /** Names, sizes, times and bytes of a tree. */
    static Map<String, String> fingerprint(Path world) throws IOException {
        Map<String, String> files = new TreeMap<>();
        try (Stream<Path> tree = Files.walk(world)) {
            for (Path path : tree.toList()) {
                String content = Files.isDirectory(path)
                        ? "folder"
                        : Blobs.sha256(Files.readAllBytes(path)) + " " + Files.getLastModifiedTime(path);
                files.put(world.relativize(path).toString(), content);
            }
        }
        return files;
    }
}
