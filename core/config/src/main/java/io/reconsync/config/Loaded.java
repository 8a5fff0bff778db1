// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.config;

import io.reconsync.contract.config.ConfigProblem;
import io.reconsync.contract.config.Configuration.ProfileEntry;
import io.reconsync.contract.config.ServerConfig;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * All files as last read: for each the last good value.
 *
 * @param main absent until {@code conf/reconsync.yaml} was good once
 * @param servers by file below home
 * @param homeProfiles of {@code games/}, by file below home
 * @param profiles in force, by game
 * @param problems of now
 * @param views masked text by file below home
 * @param used files that values were taken from
 * @param secrets values to be masked everywhere
 */
record Loaded(
        Optional<MainFile> main,
        Map<String, ServerConfig> servers,
        Map<String, ProfileEntry> homeProfiles,
        Map<String, ProfileEntry> profiles,
        List<ConfigProblem> problems,
        Map<String, String> views,
        Set<Path> used,
        List<String> secrets) {
    static final Loaded NOTHING =
            new Loaded(Optional.empty(), Map.of(), Map.of(), Map.of(), List.of(), Map.of(), Set.of(), List.of());
}
