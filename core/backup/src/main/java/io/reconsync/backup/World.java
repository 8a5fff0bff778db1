// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.backup;

import io.reconsync.api.ErrorOwner;
import io.reconsync.api.ReconException;
import io.reconsync.api.game.GameProfile;
import io.reconsync.api.game.GameProfile.FilesPart;
import io.reconsync.api.game.GameProfile.SavePart;
import io.reconsync.contract.config.ServerConfig;
import io.reconsync.contract.servers.Server;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What is backed up of a server.
 *
 * @param server whose
 * @param profile empty when neither adapter nor file is there
 * @param roots at least one
 * @param rule which files below them
 * @param files the profile's part, empty lists without a profile
 */
record World(Server server, Optional<GameProfile> profile, List<WorldRoot> roots, FileRule rule, FilesPart files) {
    static World of(Server server) {
        ServerConfig config = server.config();
        Optional<GameProfile> profile = profile(server);
        List<WorldRoot> roots = WorldRoot.of(server.worldRoots(), config.install());
        if (roots.isEmpty()) {
            throw new ReconException(
                    "world-unknown",
                    ErrorOwner.USER,
                    "It is not known where the world of " + server.id() + " is.",
                    "Set backup.path in " + config.file().getFileName() + ", or put the plugin for " + server.game()
                            + " into plugins/.");
        }
        FilesPart files = profile.map(GameProfile::files)
                .orElse(new FilesPart(List.of(), List.of(), List.of(), List.of(), List.of()));
        return new World(server, profile, roots, FileRule.of(files, config.backup()), files);
    }

    /** A world of which a snapshot tells where and what it is. */
    static World of(Server server, List<Path> paths, FileRule rule) {
        FilesPart files = new FilesPart(List.of(), List.of(), List.of(), List.of(), List.of());
        List<WorldRoot> roots = WorldRoot.of(paths, server.config().install());
        return new World(server, Optional.empty(), roots, rule, files);
    }

    private static Optional<GameProfile> profile(Server server) {
        try {
            return Optional.ofNullable(server.profile());
        } catch (ReconException e) {
            if (server.adapterPresent()) {
                throw e;
            }
            return Optional.empty();
        }
    }

    Optional<SavePart> save() {
        return profile.map(GameProfile::save);
    }
}
