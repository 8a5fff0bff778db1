// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.servers;

import io.reconsync.api.ErrorOwner;
import io.reconsync.api.ReconException;
import io.reconsync.api.SafePath;
import io.reconsync.api.game.GameProfile;
import io.reconsync.contract.config.ServerConfig;
import io.reconsync.contract.values.Places;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Where the world is: below install, or below a folder that the server's own file names as an absolute path, be it
 * {@code backup.path} or a value that the profile's root uses. A profile alone never leads out of install.
 */
final class WorldPaths {
    private final ServerConfig config;
    private final Map<String, String> values;

    WorldPaths(ServerConfig config, Map<String, String> values) {
        this.config = config;
        this.values = values;
    }

    List<Path> roots(GameProfile profile) {
        Optional<String> configured = config.backup().path();
        if (configured.isPresent()) {
            String path = Places.fill(configured.get(), values);
            return List.of(
                    isAbsolute(path)
                            ? SafePath.of(Path.of(path)).root()
                            : SafePath.of(config.install()).resolve(path));
        }
        List<Path> roots = new ArrayList<>();
        for (String root : profile.files().roots()) {
            roots.add(root(root));
        }
        if (roots.isEmpty()) {
            throw new ReconException(
                    "world-unknown",
                    ErrorOwner.USER,
                    "It is not known where the world of " + config.id() + " is.",
                    "Set backup.path in " + config.file().getFileName() + ", below install:.");
        }
        return List.copyOf(roots);
    }

    private Path root(String template) {
        String filled = Places.fill(template, values);
        if (!isAbsolute(filled)) {
            return SafePath.of(config.install()).resolve(filled);
        }
        Path path = Path.of(filled).normalize();
        for (String name : Places.names(template)) {
            String named = config.values().getOrDefault(name, "");
            if (isAbsolute(named) && SafePath.of(Path.of(named)).contains(path)) {
                return path;
            }
        }
        SafePath install = SafePath.of(config.install());
        if (install.contains(path)) {
            return path;
        }
        throw new ReconException(
                "path-outside",
                ErrorOwner.USER,
                "The world's folder " + path + " is outside of the folder " + install + ".",
                "Set backup.path in " + config.file().getFileName() + " if that is where the world is.");
    }

    private static boolean isAbsolute(String path) {
        try {
            return !path.isEmpty() && path.indexOf('\0') < 0 && Path.of(path).isAbsolute();
        } catch (InvalidPathException e) {
            return false;
        }
    }
}
