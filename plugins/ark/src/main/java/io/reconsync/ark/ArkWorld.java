// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.ark;

import io.reconsync.api.Deadline;
import io.reconsync.api.game.Verdict;
import io.reconsync.api.game.WorldVerifier;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * Looks whether an ARK world can be whole: a map file that is not empty, and no profile or tribe of zero bytes, which is
 * what a reader sees while the game rewrites one in place. The inside of the files is the game's secret.
 */
final class ArkWorld implements WorldVerifier {
    @Override
    public Verdict verify(Path world, Deadline deadline) {
        if (!Files.isDirectory(world)) {
            return new Verdict.UnknownFormat();
        }
        try (Stream<Path> tree = Files.walk(world, 6)) {
            return judge(world, tree.filter(Files::isRegularFile).sorted().toList(), deadline);
        } catch (IOException | UncheckedIOException e) {
            return new Verdict.Damaged(world.toString(), "It cannot be read: " + e.getMessage() + ".");
        }
    }

    private static Verdict judge(Path world, List<Path> files, Deadline deadline) throws IOException {
        int maps = 0;
        int others = 0;
        for (Path file : files) {
            deadline.check("looking at an ARK world");
            String name = file.getFileName().toString();
            boolean map = name.endsWith(".ark");
            boolean person = name.endsWith(".arkprofile") || name.endsWith(".arktribe");
            if ((map || person) && Files.size(file) == 0) {
                return new Verdict.Damaged(world.relativize(file).toString(), "It is empty; the game would drop it.");
            }
            maps += map ? 1 : 0;
            others += person ? 1 : 0;
        }
        if (maps > 0) {
            return new Verdict.Ok();
        }
        return others > 0
                ? new Verdict.Damaged(world.toString(), "There are characters but no map; they would be orphans.")
                : new Verdict.UnknownFormat();
    }
}
