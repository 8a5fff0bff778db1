// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.rust;

import io.reconsync.api.Deadline;
import io.reconsync.api.game.Verdict;
import io.reconsync.api.game.WorldVerifier;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * Looks at the heads of a Rust world's files: a {@code .sav} begins with {@code SAVR} (source: the server's own
 * serializer), a database with SQLite's magic, and a save without its map cannot be loaded. What stands behind the heads
 * is the game's secret, so a good head is no proof, but a bad one is.
 */
final class RustWorld implements WorldVerifier {
    private static final byte[] SAVE = "SAVR".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] DATABASE = "SQLite format 3\0".getBytes(StandardCharsets.US_ASCII);

    @Override
    public Verdict verify(Path world, Deadline deadline) {
        try {
            return judge(world, files(world), deadline);
        } catch (IOException | UncheckedIOException e) {
            return new Verdict.Damaged(world.toString(), "It cannot be read: " + e.getMessage() + ".");
        }
    }

    private static List<Path> files(Path world) throws IOException {
        if (!Files.isDirectory(world)) {
            return List.of();
        }
        try (Stream<Path> tree = Files.walk(world, 4, new FileVisitOption[0])) {
            return tree.filter(Files::isRegularFile).sorted().toList();
        }
    }

    private static Verdict judge(Path world, List<Path> files, Deadline deadline) throws IOException {
        boolean save = false;
        boolean map = false;
        for (Path file : files) {
            deadline.check("looking at a Rust world");
            String name = file.getFileName().toString();
            String where = world.relativize(file).toString();
            if (name.endsWith(".sav")) {
                save = true;
                if (!begins(file, SAVE)) {
                    return new Verdict.Damaged(where, "It does not begin like a save; the game would refuse it.");
                }
            } else if (name.endsWith(".map")) {
                map = true;
                if (Files.size(file) == 0) {
                    return new Verdict.Damaged(where, "The map is empty.");
                }
            } else if (name.endsWith(".db") && Files.size(file) > 0 && !begins(file, DATABASE)) {
                return new Verdict.Damaged(where, "It is not an SQLite database.");
            }
        }
        if (!save && !map) {
            return new Verdict.UnknownFormat();
        }
        return save && map
                ? new Verdict.Ok()
                : new Verdict.Damaged(
                        world.toString(), save ? "The .map file is missing." : "The .sav file is missing.");
    }

    private static boolean begins(Path file, byte[] magic) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return Arrays.equals(in.readNBytes(magic.length), magic);
        }
    }
}
