// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.simulation.discord.rest;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.reconsync.simulation.discord.check.ApiError;
import io.reconsync.simulation.discord.world.Channel;
import io.reconsync.simulation.discord.world.Json;
import io.reconsync.simulation.discord.world.Person;
import io.reconsync.simulation.discord.world.World;
import java.util.Map;
import java.util.function.Supplier;

/** The bot itself, its application, the way to the gateway, channels. */
final class UserRoutes {
    private final World world;
    private final Supplier<String> gateway;
    private final Supplier<ObjectNode> limit;

    UserRoutes(World world, Supplier<String> gateway, Supplier<ObjectNode> limit) {
        this.world = world;
        this.gateway = gateway;
        this.limit = limit;
    }

    void add(Map<String, Route> routes) {
        routes.put("GET /gateway", request -> Answer.ok(Json.object().put("url", gateway.get())));
        routes.put("GET /gateway/bot", request -> Answer.ok(bot()));
        routes.put("GET /users/@me", request -> Answer.ok(me()));
        routes.put(
                "GET /users/{user_id}",
                request -> Answer.ok(person(request.argument("user_id")).json()));
        routes.put("GET /applications/@me", request -> Answer.ok(application()));
        routes.put("GET /oauth2/applications/@me", request -> Answer.ok(application()));
        routes.put("POST /users/@me/channels", this::direct);
    }

    private ObjectNode bot() {
        ObjectNode json = Json.object().put("url", gateway.get()).put("shards", 1);
        json.set("session_start_limit", limit.get());
        return json;
    }

    private ObjectNode me() {
        return world.bot()
                .json()
                .put("mfa_enabled", false)
                .put("locale", "en-US")
                .put("verified", true)
                .putNull("email")
                .put("premium_type", 0);
    }

    private Person person(String id) {
        Person person = world.person(id);
        if (person == null) {
            throw ApiError.unknown(10013, "User");
        }
        return person;
    }

    private Answer direct(Request request) {
        Channel channel = world.direct(person(request.text("recipient_id")));
        return Answer.ok(channel.json());
    }

    private ObjectNode application() {
        ObjectNode json = Json.object()
                .put("id", world.bot().id())
                .put("name", world.bot().username())
                .putNull("icon")
                .put("description", "")
                .putNull("type")
                .put("bot_public", false)
                .put("bot_require_code_grant", false)
                .put("verify_key", "0".repeat(64))
                .put("flags", 0)
                .put("flags_new", "0")
                .putNull("interactions_endpoint_url")
                .putNull("role_connections_verification_url")
                .put("approximate_guild_count", world.guilds().size())
                .put("approximate_user_install_count", 0)
                .put("approximate_user_authorization_count", 0)
                .put("explicit_content_filter", 0)
                .putNull("team");
        json.putArray("redirect_uris");
        json.putArray("eligible_oauth2_scopes");
        json.set("owner", world.owner().json());
        json.set("bot", world.bot().json());
        return json;
    }
}
