// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.valheim;

import io.reconsync.api.Deadline;
import io.reconsync.api.game.Verdict;
import io.reconsync.api.game.WorldSelector;
import io.reconsync.api.game.WorldVerifier;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** Whether a restored tree holds a complete save of each world, judged by the same rules that chose it. */
final class ValheimWorld implements WorldVerifier {
    @Override
    public Verdict verify(Path world, Deadline deadline) {
        if (!Files.isDirectory(world)) {
            return new Verdict.UnknownFormat();
        }
        List<WorldSelector.WorldFile> listing = new ArrayList<>();
        try (Stream<Path> tree = Files.walk(world, 6)) {
            for (Path file : tree.filter(Files::isRegularFile).toList()) {
                deadline.check("looking at a Valheim world");
                String path = StreamSupport.stream(world.relativize(file).spliterator(), false)
                        .map(Path::toString)
                        .collect(Collectors.joining("/"));
                long size = Files.size(file);
                if (size == 0 && (path.endsWith(".db") || path.endsWith(".fwl") || path.endsWith("2"))) {
                    return new Verdict.Damaged(path, "It is empty; the game would refuse it.");
                }
                listing.add(new WorldSelector.WorldFile(
                        path, size, Files.getLastModifiedTime(file).toMillis()));
            }
        } catch (IOException | UncheckedIOException e) {
            return new Verdict.Damaged(world.toString(), "It cannot be read: " + e.getMessage() + ".");
        }
        boolean known = listing.stream().anyMatch(file -> file.path().matches(".*\\.(db|fwl|db2|fwl2|ok|chunks)"));
        if (!known) {
            return new Verdict.UnknownFormat();
        }
        WorldSelector.Selection selection = new NewestSet().select(listing);
        return selection.complete() ? new Verdict.Ok() : new Verdict.Damaged(world.toString(), selection.reason());
    }
}
