// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.simulation.world;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * ARK: {@code <Map>.ark}, profiles and tribes in one folder, all of one generation. ARK SE's world is a
 * {@link WorldFile}; ARK SA's is an SQLite file ({@link ArkDatabase}).
 *
 * @param folder the folder of the {@code .ark} file
 * @param map file name without {@code .ark}
 */
public record ArkSet(Path folder, String map, boolean sqlite) implements WorldSet {
    public static final Pattern ROLLING =
            Pattern.compile(".*_\\d\\d\\.\\d\\d\\.\\d{4}_\\d\\d\\.\\d\\d\\.\\d\\d\\.ark(\\.gz)?");

    public Path world() {
        return folder.resolve(map + ".ark");
    }

    public Path temporary() {
        return folder.resolve(map + ".tmp");
    }

    @Override
    public Checked check() throws IOException {
        SetCheck check = new SetCheck(sqlite ? "ark-sa" : "ark-se", folder);
        if (sqlite && Files.exists(world())) {
            checkDatabase(check);
        } else {
            check.main(check.file(world()));
        }
        for (Path file : small()) {
            check.sameAsMain(file, check.file(file));
        }
        if (Files.exists(temporary())) {
            check.leftover(temporary());
        }
        return check.checked();
    }

    private void checkDatabase(SetCheck check) throws IOException {
        try {
            ArkDatabase.Content content = ArkDatabase.read(world());
            check.main(content.image());
            check.digest(world(), content.sha256());
            check.database(world(), content.counter());
            if (content.counter() != content.image().generation()) {
                check.mixed(map + ".ark counts " + content.counter() + " saves, its world is of generation "
                        + content.image().generation() + ": it was copied without its -wal file");
            }
        } catch (TornException broken) {
            check.torn(map + ".ark: " + broken.getMessage());
        }
    }

    private List<Path> small() throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> all = Files.list(folder)) {
            return all.filter(file -> file.toString().endsWith(".arkprofile")
                            || file.toString().endsWith(".arktribe"))
                    .sorted()
                    .toList();
        }
    }
}
