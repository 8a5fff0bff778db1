// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.jda;

import io.reconsync.api.Secret;
import io.reconsync.api.Settings;
import io.reconsync.contract.config.Configuration;
import java.util.Optional;

/**
 * What decides about a session: another value means another login.
 *
 * @param token the bot's
 * @param api base address of the REST api, for a proxy; empty: Discord's own
 * @param gateway address of the gateway, for a proxy; empty: Discord's own, or what {@code api} says
 */
record SessionSettings(Secret token, Optional<String> api, Optional<String> gateway) {
    /** Those of the configuration; empty without a {@code discord:} section that has a token. */
    static Optional<SessionSettings> of(Configuration configuration) {
        return configuration.section("discord").flatMap(SessionSettings::of);
    }

    private static Optional<SessionSettings> of(Settings section) {
        return section.secret("token")
                .filter(token -> !token.isEmpty())
                .map(token -> new SessionSettings(token, section.text("api"), section.text("gateway")));
    }
}
