// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.simulation.discord.world;

import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * An incoming webhook.
 *
 * @param application who made it, null if a person did; then only link buttons work
 */
public record Webhook(
        String id, String token, String name, String channel, String guild, String application, Person maker) {
    public ObjectNode json(boolean secret) {
        ObjectNode json = Json.object()
                .put("id", id)
                .put("type", 1)
                .put("name", name)
                .putNull("avatar")
                .put("channel_id", channel)
                .put("guild_id", guild)
                .put("application_id", application);
        if (secret) {
            json.put("token", token).put("url", "https://discord.com/api/webhooks/" + id + "/" + token);
            json.set("user", maker.json());
        }
        return json;
    }
}
