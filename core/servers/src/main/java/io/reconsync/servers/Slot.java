// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.servers;

import io.reconsync.api.game.GameAdapter;
import io.reconsync.api.game.GameProfile;
import io.reconsync.contract.config.Configuration;
import io.reconsync.contract.host.Guarded;
import io.reconsync.servers.session.Offered;
import java.util.Optional;

/**
 * What fills the place of the game in a server.
 *
 * @param profile empty when neither a file nor a plugin knows the game
 * @param origin where the profile is from
 * @param adapter empty when the game needs none or its plugin is away
 */
record Slot(Optional<GameProfile> profile, String origin, Optional<Guarded<GameAdapter>> adapter) {
    private static final String PLUGIN = "plugin ";

    static Slot of(String game, Configuration configuration, Offered<GameAdapter> adapters) {
        Optional<Configuration.ProfileEntry> entry = configuration.profile(game);
        return new Slot(
                entry.map(Configuration.ProfileEntry::profile),
                entry.map(Configuration.ProfileEntry::origin).orElse(""),
                adapters.find(game));
    }

    /** Why the server cannot be operated; empty when it can. */
    Optional<String> problem(String game) {
        return profile.isPresent()
                ? Optional.empty()
                : Optional.of("No plugin and no file in games/ knows the game '" + game
                        + "'. Drop its plugin into plugins/, or games/" + game + ".yaml into games/.");
    }

    /** The plugin in use. */
    Optional<String> plugin() {
        Optional<String> ofProfile =
                origin.startsWith(PLUGIN) ? Optional.of(origin.substring(PLUGIN.length())) : Optional.empty();
        return adapter.map(Guarded::plugin).or(() -> ofProfile);
    }
}
