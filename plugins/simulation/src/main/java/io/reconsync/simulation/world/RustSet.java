// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.simulation.world;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * Rust: {@code <world>.sav}, its {@code .map} (generation 0, the same name), and SQLite databases whose counters are
 * at the world's generation or, while the next save builds its image, one ahead.
 *
 * @param save the {@code .sav} file
 */
public record RustSet(Path save) implements WorldSet {
    private static final byte[] HEAD = "SAVR".getBytes(StandardCharsets.US_ASCII);

    public Path beside(String suffix) {
        return save.resolveSibling(save.getFileName() + suffix);
    }

    /** The map file: the save's name without the save version. */
    public Path map() {
        String name = save.getFileName().toString().replaceFirst("\\.sav$", "");
        return save.resolveSibling(name + ".map");
    }

    @Override
    public Checked check() throws IOException {
        SetCheck check = new SetCheck("rust", save.getParent());
        check.main(check.file(save));
        if (Files.isRegularFile(save)) {
            try (var in = Files.newInputStream(save)) {
                if (!Arrays.equals(in.readNBytes(HEAD.length), HEAD)) {
                    check.torn("Invalid save (missing header)");
                }
            }
        }
        WorldImage map = check.file(map());
        if (map != null
                && check.main() != null
                && !map.name().equals(check.main().name())) {
            check.mixed(check.name(map()) + " is the map of " + map.name() + ", the save of "
                    + check.main().name());
        }
        for (Path database : databases()) {
            checkDatabase(check, database);
        }
        for (String suffix : List.of(".new")) {
            if (Files.exists(beside(suffix))) {
                check.leftover(beside(suffix));
            }
        }
        return check.checked();
    }

    private void checkDatabase(SetCheck check, Path database) throws IOException {
        try {
            long counter = CounterDatabase.counter(database);
            check.database(database, counter);
            long world = check.main() == null ? counter : check.main().generation();
            if (counter < world || counter > world + 1) {
                check.mixed(check.name(database) + " counts " + counter + " saves, the world is of generation " + world
                        + (counter < world ? ": it was copied without its -wal file, or earlier" : ""));
            }
        } catch (TornException broken) {
            check.torn(check.name(database) + ": " + broken.getMessage());
        }
    }

    private List<Path> databases() throws IOException {
        if (!Files.isDirectory(save.getParent())) {
            return List.of();
        }
        try (Stream<Path> all = Files.list(save.getParent())) {
            return all.filter(file -> file.toString().endsWith(".db")).sorted().toList();
        }
    }
}
