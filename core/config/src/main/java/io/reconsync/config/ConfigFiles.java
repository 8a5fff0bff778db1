// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.config;

import io.reconsync.contract.runtime.Home;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Which files count. Hidden ones, editors' copies and other endings do not. */
record ConfigFiles(Home home) {
    List<Path> servers() {
        return yaml(home.serverConfigs());
    }

    List<Path> games() {
        return yaml(home.games());
    }

    Path main() {
        return home.mainConfig();
    }

    Path dotEnv() {
        return home.root().resolve(".env");
    }

    /** Below home, with slashes. */
    String shown(Path file) {
        return home.root().relativize(file).toString().replace('\\', '/');
    }

    private static List<Path> yaml(Path folder) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> {
                        String name = file.getFileName().toString();
                        return !name.startsWith(".") && (name.endsWith(".yaml") || name.endsWith(".yml"));
                    })
                    .filter(Files::isRegularFile)
                    .sorted()
                    .toList();
        } catch (IOException | UncheckedIOException e) {
            return List.of();
        }
    }
}
