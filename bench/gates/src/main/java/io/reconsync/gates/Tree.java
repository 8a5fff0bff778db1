// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.gates;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The checked-out tree: its rooms and their parsed sources.
 *
 * @param root the folder with the parent pom
 * @param rooms all modules, in the order of the parent pom
 * @param sources all Java files below {@code src/main/java} and {@code src/test/java} of the rooms
 * @param packages which room's main code declares a package
 * @param rules who may know whom
 * @param options what the build was asked to do, such as {@code skipTests}
 */
record Tree(
        Path root,
        List<Room> rooms,
        List<Source> sources,
        Map<String, Room> packages,
        Rules rules,
        Map<String, String> options) {
    private static final Pattern MODULE = Pattern.compile("<module>\\s*([^<\\s]+)\\s*</module>");

    static Tree read(Path root, Map<String, String> options) throws IOException {
        List<Room> rooms = new ArrayList<>();
        Matcher modules = MODULE.matcher(Files.readString(root.resolve("pom.xml")));
        while (modules.find()) {
            rooms.add(new Room(modules.group(1), root.resolve(modules.group(1))));
        }
        List<Source> sources = new ArrayList<>();
        for (Room room : rooms) {
            for (String kind : List.of("main", "test")) {
                sources.addAll(Source.parse(
                        root, room, kind.equals("test"), javaFiles(room.folder().resolve("src/" + kind + "/java"))));
            }
        }
        Map<String, Room> packages = new TreeMap<>();
        for (Source source : sources) {
            if (!source.test()) {
                packages.putIfAbsent(source.packageName(), source.room());
            }
        }
        return new Tree(root, List.copyOf(rooms), List.copyOf(sources), packages, Rules.shipped(), options);
    }

    private static List<Path> javaFiles(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(f -> f.toString().endsWith(".java"))
                    .sorted(Comparator.naturalOrder())
                    .toList();
        }
    }

    /** The room of ours that a package or class name belongs to. */
    Optional<Room> owner(String dottedName) {
        String name = dottedName;
        while (true) {
            Room room = packages.get(name);
            if (room != null) {
                return Optional.of(room);
            }
            int dot = name.lastIndexOf('.');
            if (dot < 0) {
                return Optional.empty();
            }
            name = name.substring(0, dot);
        }
    }

    /** Whether the build was given this option. */
    boolean asked(String option) {
        String value = options.getOrDefault(option, "");
        return !value.isEmpty() && !value.startsWith("${") && !value.equals("false");
    }

    String relative(Path file) {
        return root.relativize(file).toString().replace('\\', '/');
    }
}
