// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.launcher;

import io.reconsync.contract.runtime.Home;
import io.reconsync.contract.values.DurableFiles;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;

/** Makes the folders of a home, with their modes, and looks at the version of its data. */
final class HomeFolders {
    /** The version of the data that this program writes. */
    static final int FORMAT = 1;

    private final Home home;

    HomeFolders(Home home) {
        this.home = home;
    }

    /** Makes what is missing. A home apart from the program gets the program's plugins, games and conf the first time. */
    void prepare(Program program) {
        try {
            Files.createDirectories(home.root());
            boolean lost =
                    !Files.exists(home.plugins()) && Files.exists(home.data().resolve("active-set.json"));
            if (!Files.isSameFile(home.root(), program.root())) {
                for (String name : List.of("plugins", "games", "conf")) {
                    if (!lost || !name.equals("plugins")) {
                        seed(program.root().resolve(name), home.root().resolve(name));
                    }
                }
            }
            for (Path open : List.of(home.plugins(), home.games(), home.serverConfigs(), home.logs(), home.cache())) {
                // Plugins ran and their folder is not there: an empty one would say that all were removed.
                if (!lost || !open.equals(home.plugins())) {
                    Files.createDirectories(open);
                }
            }
            for (Path closed : List.of(home.secrets(), home.data(), home.run())) {
                if (!Files.isDirectory(closed)) {
                    Files.createDirectories(closed);
                    mode(closed, "rwx------");
                }
            }
            mode(home.run(), "rwx------");
        } catch (IOException e) {
            throw new Refusal(
                    1,
                    "home-unusable",
                    "The folder " + home.root() + " cannot be used: " + Failures.sentence(e),
                    "Give the user that runs ReconSync the right to write there, or choose another with --home.",
                    e);
        }
    }

    private static void seed(Path from, Path to) throws IOException {
        if (Files.isDirectory(from) && !Files.exists(to, LinkOption.NOFOLLOW_LINKS)) {
            FileTrees.copy(from, to);
        }
    }

    private static void mode(Path folder, String mode) throws IOException {
        if (Files.getFileAttributeView(folder, PosixFileAttributeView.class) != null) {
            Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString(mode));
        }
    }

    /** Refuses data of a newer version; marks new data with ours. To be called while the home is locked. */
    void checkFormat() {
        Path file = home.data().resolve("format");
        try {
            if (!Files.exists(file)) {
                DurableFiles.write(file, (FORMAT + "\n").getBytes(StandardCharsets.UTF_8));
                return;
            }
            String found = Files.readString(file).strip();
            if (!found.matches("[0-9]{1,6}")) {
                throw new Refusal(
                        1,
                        "format-unknown",
                        file + " does not hold a version number.",
                        "Restore it from a copy of data/; its content is " + FORMAT + " for this version.");
            }
            if (Integer.parseInt(found) > FORMAT) {
                throw new Refusal(
                        1,
                        "format-newer",
                        "The data in " + home.data() + " are of format " + found + "; this program knows up to "
                                + FORMAT + ".",
                        "Start the newer ReconSync that wrote them, or use a copy of data/ from before the upgrade.");
            }
        } catch (IOException e) {
            throw new Refusal(
                    1, "home-unusable", file + " cannot be used: " + Failures.sentence(e), "Look at its rights.", e);
        }
    }
}
