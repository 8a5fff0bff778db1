// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.simulation.discord.rest;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.reconsync.simulation.discord.check.ApiError;
import io.reconsync.simulation.discord.world.Channel;
import io.reconsync.simulation.discord.world.Guild;
import io.reconsync.simulation.discord.world.Json;
import io.reconsync.simulation.discord.world.Member;
import io.reconsync.simulation.discord.world.Role;
import io.reconsync.simulation.discord.world.World;
import java.util.Map;

/** What a bot can read of its guilds. */
final class GuildRoutes {
    private static final String GUILD = "/guilds/{guild_id}";
    private final World world;

    GuildRoutes(World world) {
        this.world = world;
    }

    void add(Map<String, Route> routes) {
        routes.put("GET /users/@me/guilds", request -> Answer.ok(mine()));
        routes.put("GET " + GUILD + "/members/{user_id}", request -> Answer.ok(member(request)));
        routes.put(
                "GET " + GUILD + "/members",
                request -> Answer.ok(Json.nodes(guild(request).members().values().stream()
                        .map(Member::json)
                        .toList())));
        routes.put(
                "GET " + GUILD + "/roles",
                request -> Answer.ok(Json.nodes(
                        guild(request).roles().values().stream().map(Role::json).toList())));
        routes.put(
                "GET " + GUILD + "/channels",
                request -> Answer.ok(Json.nodes(guild(request).channels().values().stream()
                        .map(Channel::json)
                        .toList())));
    }

    private Guild guild(Request request) {
        Guild guild = world.guilds().get(request.argument("guild_id"));
        if (guild == null || !guild.available()) {
            throw ApiError.unknown(10004, "Guild");
        }
        return guild;
    }

    private ObjectNode member(Request request) {
        Member member = guild(request).members().get(request.argument("user_id"));
        if (member == null) {
            throw ApiError.unknown(10007, "Member");
        }
        return member.json();
    }

    private ArrayNode mine() {
        return Json.nodes(world.guilds().values().stream()
                .map(guild -> {
                    Member bot = guild.members().get(world.bot().id());
                    ObjectNode json = Json.object()
                            .put("id", guild.id())
                            .put("name", guild.name())
                            .putNull("icon")
                            .putNull("banner")
                            .put("owner", false)
                            .put("permissions", Long.toUnsignedString(guild.permissions(bot)));
                    json.putArray("features");
                    return json;
                })
                .toList());
    }
}
