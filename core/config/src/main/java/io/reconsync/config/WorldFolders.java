// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.config;

import io.reconsync.api.ReconException;
import io.reconsync.contract.config.Configuration.ProfileEntry;
import io.reconsync.contract.config.ServerConfig;
import io.reconsync.contract.values.Places;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Which folders hold a server's world, as far as its file and its profile say; adapters may know more.
 *
 * @param profiles in force, by game
 */
record WorldFolders(Map<String, ProfileEntry> profiles) {
    /** Keys that do not tell one world from another; everything else in a file might. */
    private static final Set<String> NO_WORLD = Set.of(
            "server_id",
            "guild",
            "timezone",
            "autostart",
            "control",
            "install",
            "query",
            "console",
            "backup",
            "monitor",
            "alerts",
            "auth",
            "env",
            "cloud_target");

    /** The folders; empty when nothing here knows them. */
    Set<Path> of(ServerConfig server) {
        List<String> names = server.backup()
                .path()
                .map(List::of)
                .orElseGet(() -> Optional.ofNullable(profiles.get(server.game()))
                        .map(entry -> entry.profile().files().roots())
                        .orElse(List.of()));
        Set<Path> folders = new LinkedHashSet<>();
        for (String name : names) {
            try {
                folders.add(real(server.install().resolve(Places.fill(name, server.values()))));
            } catch (ReconException | InvalidPathException e) {
                // A place that only the adapter can fill; the running instance knows the folder.
                continue;
            }
        }
        return folders;
    }

    /** Whether both files certainly speak of one world. */
    boolean same(ServerConfig one, ServerConfig other) {
        return one.game().equals(other.game())
                && tellingKeys(one).equals(tellingKeys(other))
                && one.start().equals(other.start())
                && one.startArgs().equals(other.startArgs())
                && one.backup().include().equals(other.backup().include())
                && one.backup().exclude().equals(other.backup().exclude())
                && sameFolders(one, other);
    }

    private boolean sameFolders(ServerConfig one, ServerConfig other) {
        Set<Path> folders = of(one);
        Set<Path> others = of(other);
        if (folders.isEmpty() && others.isEmpty()) {
            return real(one.install()).equals(real(other.install()))
                    && one.backup().path().equals(other.backup().path());
        }
        return folders.stream().anyMatch(others::contains);
    }

    /** Whether a restore of one would touch the folder of the other. */
    boolean overlap(ServerConfig one, ServerConfig other) {
        return of(one).stream()
                .anyMatch(folder ->
                        of(other).stream().anyMatch(second -> folder.startsWith(second) || second.startsWith(folder)));
    }

    private static Map<String, String> tellingKeys(ServerConfig server) {
        Map<String, String> keys = new TreeMap<>(server.values());
        keys.keySet().removeIf(key -> NO_WORLD.contains(key.split("\\.", 2)[0]));
        return keys;
    }

    /** With links followed as far as the path exists. */
    private static Path real(Path path) {
        Path whole = path.toAbsolutePath().normalize();
        Path existing = whole;
        while (existing != null && !Files.exists(existing)) {
            existing = existing.getParent();
        }
        try {
            return existing == null ? whole : existing.toRealPath().resolve(existing.relativize(whole));
        } catch (IOException e) {
            return whole;
        }
    }
}
