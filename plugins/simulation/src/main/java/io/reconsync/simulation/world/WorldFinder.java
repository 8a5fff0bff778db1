// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.simulation.world;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Finds the worlds in any folder: an installation, its save folder, or what a restore wrote elsewhere. */
public final class WorldFinder {
    private WorldFinder() {}

    /** The worlds of all layouts below {@code dir}; links are not followed. */
    public static Set<WorldSet> find(Path dir) throws IOException {
        List<Path> files;
        try (Stream<Path> all = Files.walk(dir, 12)) {
            files = all.filter(Files::isRegularFile).sorted().toList();
        }
        Set<WorldSet> found = new LinkedHashSet<>();
        for (Path file : files) {
            found.addAll(at(file));
        }
        return found;
    }

    private static Set<WorldSet> at(Path file) throws IOException {
        String name = file.getFileName().toString();
        Path folder = file.getParent();
        if (name.contains("_backup_") || folder.getFileName().toString().contains("_backup_")) {
            return Set.of();
        }
        if (name.endsWith(".ark") && !ArkSet.ROLLING.matcher(name).matches()) {
            return Set.of(new ArkSet(folder, cut(name, ".ark"), sqlite(file)));
        }
        if (name.endsWith(".tmp") && Files.notExists(folder.resolve(cut(name, ".tmp") + ".ark"))) {
            return Set.of(new ArkSet(folder, cut(name, ".tmp"), false));
        }
        if (name.endsWith(".sav")) {
            return Set.of(new RustSet(file));
        }
        if (name.endsWith(".db") && (Files.exists(folder.resolve(cut(name, ".db") + ".fwl")) || inWorlds(folder))) {
            return Set.of(new ValheimOldSet(folder, cut(name, ".db")));
        }
        if (name.endsWith(".fwl")) {
            return Set.of(new ValheimOldSet(folder, cut(name, ".fwl")));
        }
        if (name.startsWith("_main.") || name.endsWith(".chunk")) {
            return Set.of(new ValheimSet(folder));
        }
        return Set.of();
    }

    private static boolean inWorlds(Path folder) {
        return folder.endsWith("worlds_local") || folder.endsWith("worlds");
    }

    private static String cut(String name, String ending) {
        return name.substring(0, name.length() - ending.length());
    }

    private static boolean sqlite(Path file) throws IOException {
        if (file.getFileName().toString().endsWith("_WP.ark")) {
            return true;
        }
        try (var in = Files.newInputStream(file)) {
            return new String(in.readNBytes(15), java.nio.charset.StandardCharsets.ISO_8859_1)
                    .equals("SQLite format 3");
        }
    }
}
