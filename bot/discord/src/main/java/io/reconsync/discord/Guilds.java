// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.discord;

import io.reconsync.contract.config.Configuration;
import java.util.List;
import java.util.Optional;

/** The guilds of the configuration in force. Others get nothing. */
record Guilds(Configuration configuration) {
    List<GuildSettings> all() {
        return configuration
                .section("discord")
                .map(section -> section.children("guilds").entrySet().stream()
                        .map(entry -> GuildSettings.of(entry.getKey(), entry.getValue()))
                        .toList())
                .orElse(List.of());
    }

    Optional<GuildSettings> find(String id) {
        return all().stream().filter(guild -> guild.id().equals(id)).findFirst();
    }
}
