// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.discord;

import io.reconsync.api.ReconException;
import io.reconsync.api.Settings;
import java.util.Collection;
import java.util.Set;

/**
 * Who has a tier in a guild.
 *
 * @param everyone every member of the guild
 * @param users ids of users
 * @param roles ids of roles of this guild
 */
record TierRule(boolean everyone, Set<String> users, Set<String> roles) {
    static final TierRule NOBODY = new TierRule(false, Set.of(), Set.of());
    static final TierRule EVERYONE = new TierRule(true, Set.of(), Set.of());

    TierRule {
        users = Set.copyOf(users);
        roles = Set.copyOf(roles);
    }

    /** The rule at a key of {@code tiers:}; nobody when it is left out. */
    static TierRule at(Settings tiers, String key) {
        try {
            return tiers.nested(key)
                    .map(rule -> new TierRule(false, Set.copyOf(rule.texts("users")), Set.copyOf(rule.texts("roles"))))
                    .orElse(NOBODY);
        } catch (ReconException noMapping) {
            return tiers.texts(key).contains("everyone") ? EVERYONE : NOBODY;
        }
    }

    boolean covers(String user, Collection<String> memberRoles) {
        return everyone || users.contains(user) || memberRoles.stream().anyMatch(roles::contains);
    }
}
