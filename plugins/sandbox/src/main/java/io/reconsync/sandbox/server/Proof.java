// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.sandbox.server;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What the server itself says of each of its saves, in a folder apart from the world: one file per generation, as
 * {@code sha256sum} writes it, behind lines with {@code #} for generation, timeline, time and the sum of the whole list.
 */
final class Proof {
    private static final int KEPT = 500;

    private final Path folder;

    Proof(Path folder) {
        this.folder = folder;
    }

    /** Writes the list of one save; a list that is there already under this name is of another timeline and replaced. */
    void write(WorldIndex index, Instant at, Map<String, String> sums) throws IOException {
        StringBuilder list = new StringBuilder();
        new TreeMap<>(sums)
                .forEach((path, sum) ->
                        list.append(sum).append("  ").append(path).append('\n'));
        String tree = Sums.sha256Of(list.toString().getBytes(StandardCharsets.UTF_8));
        String head = "# generation " + index.generation() + "\n# timeline " + Long.toHexString(index.timeline())
                + "\n# time " + at + "\n# tree " + tree + "\n";
        Files.createDirectories(folder);
        Path file = folder.resolve(
                String.format("%s-%010d.sha256", Long.toHexString(index.timeline()), index.generation()));
        WorldFiles.renamed(file, (head + list).getBytes(StandardCharsets.UTF_8));
        forget();
    }

    private void forget() throws IOException {
        List<Path> lists = new ArrayList<>();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder, "*.sha256")) {
            entries.forEach(lists::add);
        }
        Collections.sort(lists);
        for (Path old : lists.subList(0, Math.max(0, lists.size() - KEPT))) {
            Files.deleteIfExists(old);
        }
    }
}
