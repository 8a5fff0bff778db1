// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.config;

import io.reconsync.contract.runtime.Home;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Which files count. Hidden ones, editors' copies and other endings do not. */
record ConfigFiles(Home home) {
    /**
     * What lies in a folder.
     *
     * @param files none when it cannot be read
     * @param fault why it cannot be read; "it is not there" when it is missing
     */
    record Listing(Path folder, List<Path> files, Optional<String> fault) {
        boolean isMissing() {
            return fault.filter(MISSING::equals).isPresent();
        }
    }

    private static final String MISSING = "it is not there";

    List<Path> servers() {
        return serverFolder().files();
    }

    List<Path> games() {
        return gameFolder().files();
    }

    Listing serverFolder() {
        return yaml(home.serverConfigs());
    }

    Listing gameFolder() {
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

    private static Listing yaml(Path folder) {
        List<Path> found = new ArrayList<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.sorted().toList()) {
                String name = file.getFileName().toString();
                boolean counts = !name.startsWith(".") && (name.endsWith(".yaml") || name.endsWith(".yml"));
                if (counts && isFile(file)) {
                    found.add(file);
                }
            }
            return new Listing(folder, List.copyOf(found), Optional.empty());
        } catch (IOException e) {
            return new Listing(folder, List.of(), Optional.of(reason(e)));
        } catch (UncheckedIOException e) {
            return new Listing(folder, List.of(), Optional.of(reason(e.getCause())));
        }
    }

    /** A file that cannot be looked at is no file that is gone. */
    private static boolean isFile(Path file) throws IOException {
        try {
            return Files.readAttributes(file, BasicFileAttributes.class).isRegularFile();
        } catch (NoSuchFileException e) {
            return false;
        }
    }

    private static String reason(IOException why) {
        if (why instanceof NoSuchFileException) {
            return MISSING;
        }
        return why instanceof AccessDeniedException
                ? "permission denied"
                : why instanceof NotDirectoryException ? "it is no folder" : why.toString();
    }
}
