// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.servers;

import io.reconsync.api.ErrorOwner;
import io.reconsync.api.ReconException;
import io.reconsync.api.SafePath;
import io.reconsync.api.game.GameProfile;
import io.reconsync.contract.config.ServerConfig;
import io.reconsync.contract.values.Places;
import io.reconsync.servers.process.Launch;
import io.reconsync.servers.process.Tool;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Makes the argument list of an own process out of profile and configuration. Never a shell. */
final class Launches {
    private Launches() {}

    static Launch of(ServerConfig config, GameProfile profile, Map<String, String> values) {
        List<String> templates =
                new ArrayList<>(config.start().isEmpty() ? profile.process().start() : config.start());
        templates.addAll(config.startArgs());
        if (templates.isEmpty()) {
            throw new ReconException(
                    "start-unknown",
                    ErrorOwner.USER,
                    "Nothing says how the server " + config.id() + " is started.",
                    "Set start: in " + config.file().getFileName() + ", or process.start in the game's profile.");
        }
        List<String> arguments = new ArrayList<>();
        templates.forEach(template -> arguments.add(Places.fill(template, values)));
        SafePath install = SafePath.of(config.install());
        Path folder = folder(install, Places.fill(profile.process().directory(), values));
        arguments.set(0, program(config, install, arguments.get(0)));
        Map<String, String> environment = new HashMap<>();
        profile.process().environment().forEach((name, text) -> environment.put(name, Places.fill(text, values)));
        config.environment().forEach((name, text) -> environment.put(name, Places.fill(text, values)));
        refuseNul(config, arguments);
        return new Launch(arguments, folder, environment);
    }

    private static Path folder(SafePath install, String directory) {
        Path folder = directory.isEmpty() ? install.root() : install.resolve(directory);
        if (!Files.isDirectory(folder)) {
            throw new ReconException(
                    "install-missing",
                    ErrorOwner.USER,
                    "The folder " + folder + " is not there.",
                    "Install the game there, or set install: in the server's file to where it is.");
        }
        return folder;
    }

    /** A relative program is one below install; a bare name that is not there is looked up in PATH. */
    private static String program(ServerConfig config, SafePath install, String named) {
        Path path = Path.of(named);
        if (!path.isAbsolute()) {
            Path inside = install.resolve(named.startsWith("./") ? named.substring(2) : named);
            Path outside = path.getNameCount() == 1 && !named.startsWith("./") ? Tool.find(named) : null;
            path = Files.exists(inside) || outside == null ? inside : outside;
        }
        if (!Files.isRegularFile(path) || !Files.isExecutable(path)) {
            throw new ReconException(
                    "start-failed",
                    ErrorOwner.USER,
                    "The program " + path + " of the server " + config.id()
                            + (Files.exists(path) ? " may not be executed." : " is not there."),
                    Files.exists(path)
                            ? "Run chmod +x on it, as its owner."
                            : "Install the game, or correct install: and start: in the server's file.");
        }
        return path.toString();
    }

    private static void refuseNul(ServerConfig config, List<String> arguments) {
        if (arguments.stream().anyMatch(argument -> argument.indexOf('\0') >= 0)) {
            throw new ReconException(
                    "start-failed",
                    ErrorOwner.USER,
                    "An argument of the server " + config.id() + " contains a NUL character.",
                    "Remove it from the server's file.");
        }
    }
}
