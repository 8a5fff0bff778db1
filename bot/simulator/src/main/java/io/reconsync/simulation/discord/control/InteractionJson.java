// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.simulation.discord.control;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.reconsync.simulation.discord.world.Guild;
import io.reconsync.simulation.discord.world.Interaction;
import io.reconsync.simulation.discord.world.Json;
import io.reconsync.simulation.discord.world.Member;
import io.reconsync.simulation.discord.world.World;

/** INTERACTION_CREATE, with all fields that Discord documents. */
final class InteractionJson {
    private InteractionJson() {}

    static ObjectNode of(World world, Interaction interaction, ObjectNode data, String locale) {
        ObjectNode json = Json.object()
                .put("id", interaction.id())
                .put("application_id", interaction.application())
                .put("type", interaction.type())
                .put("token", interaction.token())
                .put("version", 1)
                .put("channel_id", interaction.channel().id())
                .put("locale", locale)
                .put("attachment_size_limit", 10_485_760);
        json.set("data", data);
        json.putArray("entitlements");
        ObjectNode channel = interaction.channel().json();
        ObjectNode owners = json.putObject("authorizing_integration_owners");
        if (interaction.channel().guild() == null) {
            json.put("context", 1).put("app_permissions", "0");
            json.set("user", interaction.user().json());
            owners.put("0", "0");
        } else {
            Guild guild = world.guilds().get(interaction.channel().guild());
            Member member = guild.members().get(interaction.user().id());
            ObjectNode who = member.json().put("permissions", Long.toUnsignedString(guild.permissions(member)));
            channel.put("permissions", Long.toUnsignedString(guild.permissions(member)));
            json.put("context", 0)
                    .put("guild_id", guild.id())
                    .put("guild_locale", "en-US")
                    .put(
                            "app_permissions",
                            Long.toUnsignedString(guild.permissions(
                                    guild.members().get(world.bot().id()))));
            json.putObject("guild").put("id", guild.id()).put("locale", "en-US").putArray("features");
            json.set("member", who);
            owners.put("0", guild.id());
        }
        json.set("channel", channel);
        if (interaction.source() != null) {
            json.set("message", interaction.source().json());
        }
        return json;
    }
}
