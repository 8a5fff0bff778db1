// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.discord;

import io.reconsync.api.Settings;
import io.reconsync.api.command.Tier;
import io.reconsync.contract.commands.Scope;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A guild of {@code discord.guilds}.
 *
 * @param id the guild's
 * @param scope the servers that it sees
 * @param tiers who may what
 * @param channels ids of channels by their keys: {@code alerts}, {@code audit}, {@code status}, and free ones
 * @param mention the role that critical incidents call
 */
record GuildSettings(
        String id, Scope scope, Map<Tier, TierRule> tiers, Map<String, String> channels, Optional<String> mention) {
    GuildSettings {
        tiers = Map.copyOf(tiers);
        channels = Map.copyOf(channels);
    }

    static GuildSettings of(String id, Settings keys) {
        Map<Tier, TierRule> tiers = new HashMap<>();
        keys.nested("tiers").ifPresent(rules -> {
            tiers.put(Tier.OWNER, TierRule.at(rules, "owner"));
            tiers.put(Tier.ADMIN, TierRule.at(rules, "admin"));
            tiers.put(Tier.USER, TierRule.at(rules, "user"));
        });
        Map<String, String> channels = new HashMap<>();
        keys.nested("channels")
                .ifPresent(named ->
                        named.keys().forEach(key -> named.text(key).ifPresent(channel -> channels.put(key, channel))));
        return new GuildSettings(id, new Scope(keys.texts("servers")), tiers, channels, keys.text("mention"));
    }

    /** The highest tier that a member has by its id and its roles; empty: nothing is allowed. */
    Optional<Tier> tier(String user, Collection<String> roles) {
        return List.of(Tier.OWNER, Tier.ADMIN, Tier.USER).stream()
                .filter(tier -> tiers.getOrDefault(tier, TierRule.NOBODY).covers(user, roles))
                .findFirst();
    }

    Optional<String> channel(String key) {
        return Optional.ofNullable(channels.get(key));
    }
}
