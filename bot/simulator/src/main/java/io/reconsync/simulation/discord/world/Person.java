// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.simulation.discord.world;

import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * A user of Discord.
 *
 * @param bot true for the application's own user and for webhooks
 */
public record Person(String id, String username, String globalName, boolean bot) {
    /** The user object of the API. */
    public ObjectNode json() {
        ObjectNode json = Json.object()
                .put("id", id)
                .put("username", username)
                .putNull("avatar")
                .put("discriminator", bot ? "1234" : "0")
                .put("public_flags", 0)
                .put("flags", 0)
                .put("bot", bot)
                .put("global_name", globalName);
        return json.putNull("primary_guild");
    }
}
