// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.gates;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * A module of the build.
 *
 * @param path relative to the root, with slashes: {@code core/backup}
 * @param folder where it lies
 */
record Room(String path, Path folder) {
    boolean isBundle() {
        return Files.exists(folder.resolve("bnd.bnd"));
    }

    /** The last step of its path. */
    String name() {
        return path.substring(path.lastIndexOf('/') + 1);
    }

    /** What the module built: its main jar, without sources, Javadoc, tests. */
    List<Path> jars() throws IOException {
        Path target = folder.resolve("target");
        if (!Files.isDirectory(target)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(target)) {
            return files.filter(f -> f.getFileName().toString().endsWith(".jar"))
                    .filter(f -> !f.getFileName().toString().matches(".*-(sources|javadoc|tests|original)\\.jar"))
                    .sorted()
                    .toList();
        }
    }
}
