// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.config;

import io.reconsync.config.yaml.Place;
import io.reconsync.config.yaml.Problems;
import io.reconsync.contract.config.Configuration.ProfileEntry;
import io.reconsync.contract.config.ServerConfig;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Proves what a backup and a restore of one server will need: to read the world, to write beside it, to give owner and
 * mode back, and to signal the process. What fails is named with the command that mends it.
 */
record RightsCheck(ServerConfig server, Optional<ProfileEntry> profile, Problems problems) {
    void check() {
        Path install = server.install();
        if (!Files.isDirectory(install)) {
            problem(
                    "install",
                    "The folder " + install + " of the server " + server.id() + " does not exist.",
                    "Install the game there, or correct install.");
            return;
        }
        if (!Files.isReadable(install) || !Files.isExecutable(install)) {
            problem(
                    "install",
                    "The folder " + install + " cannot be read by " + user() + ".",
                    "Run: setfacl -R -m u:" + user() + ":rX " + quoted(install));
            return;
        }
        Map<String, ProfileEntry> known =
                profile.map(entry -> Map.of(server.game(), entry)).orElse(Map.of());
        for (Path root : new WorldFolders(known).of(server)) {
            if (Files.exists(root, LinkOption.NOFOLLOW_LINKS)) {
                new WorldRights(root, user(), WorldOwners.Ids.here(), problems).check();
            }
        }
        if (server.control() instanceof ServerConfig.Control.Own) {
            profile.ifPresent(entry -> signals(entry.profile().process().names()));
        }
    }

    private void signals(List<String> names) {
        ProcessHandle.allProcesses()
                .filter(process -> ours(process, names))
                .findFirst()
                .ifPresent(process -> {
                    String owner = process.info().user().orElse("");
                    if (!owner.isEmpty() && !owner.equals(user()) && !user().equals("root")) {
                        problem(
                                "control",
                                "The process " + process.pid() + " runs as " + owner + ", so " + user()
                                        + " cannot stop it.",
                                "Run ReconSync as " + owner + ", or set control: to the program that started it.");
                    }
                });
    }

    private boolean ours(ProcessHandle process, List<String> names) {
        Optional<String> command = process.info().command();
        if (command.isEmpty()) {
            return false;
        }
        Path program = Path.of(command.get());
        return program.startsWith(server.install()) && names.contains(String.valueOf(program.getFileName()));
    }

    private void problem(String key, String message, String nextStep) {
        problems.error(Place.WHOLE, key, message, nextStep);
    }

    private static String user() {
        return System.getProperty("user.name");
    }

    static String quoted(Path path) {
        String text = path.toString();
        return text.matches("[A-Za-z0-9_/.:@%+=,-]+") ? text : "'" + text.replace("'", "'\\''") + "'";
    }
}
