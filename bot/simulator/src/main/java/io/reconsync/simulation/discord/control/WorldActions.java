// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.simulation.discord.control;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.reconsync.simulation.discord.gateway.Events;
import io.reconsync.simulation.discord.world.Channel;
import io.reconsync.simulation.discord.world.Guild;
import io.reconsync.simulation.discord.world.Json;
import io.reconsync.simulation.discord.world.Member;
import io.reconsync.simulation.discord.world.Message;
import io.reconsync.simulation.discord.world.Person;
import io.reconsync.simulation.discord.world.Role;
import io.reconsync.simulation.discord.world.World;

/** Changes of guilds, members, roles, channels and webhooks, told to the bot as Discord tells them. */
final class WorldActions {
    private final World world;
    private final Names names;
    private final Events events;

    WorldActions(World world, Names names, Events events) {
        this.world = world;
        this.names = names;
        this.events = events;
    }

    /** The bot is invited; name, id, owner. */
    JsonNode guild(JsonNode body) {
        Person owner = names.person(Json.text(body, "owner", world.owner().username()));
        Guild guild = world.addGuild(Json.text(body, "id", null), Names.needed(body, "name"), owner);
        world.addChannel(guild, null, 0, "general");
        events.guild(guild);
        return Json.object().put("id", guild.id());
    }

    /** {@code unavailable}, {@code available}, {@code again} (a second GUILD_CREATE), {@code leave}. */
    JsonNode guildState(JsonNode body) {
        Guild guild = names.guild(body);
        String state = Names.needed(body, "state");
        switch (state) {
            case "unavailable" -> {
                guild.available(false);
                events.guildGone(guild, true);
            }
            case "available", "again" -> {
                guild.available(true);
                events.guild(guild);
            }
            case "leave" -> {
                world.guilds().remove(guild.id());
                events.guildGone(guild, false);
            }
            default -> throw new Refused(400, "no such state: " + state);
        }
        return Json.object().put("id", guild.id());
    }

    JsonNode channel(JsonNode body) {
        Guild guild = names.guild(body);
        Channel channel = world.addChannel(
                guild, Json.text(body, "id", null), body.path("type").asInt(0), Names.needed(body, "name"));
        events.channel("CHANNEL_CREATE", channel);
        return Json.object().put("id", channel.id());
    }

    JsonNode removeChannel(JsonNode body) {
        Channel channel = names.channel(body);
        names.guild(body).channels().remove(channel.id());
        events.channel("CHANNEL_DELETE", channel);
        return channel.json();
    }

    /** What the bot may not do in a channel from now on. */
    JsonNode deny(JsonNode body) {
        Channel channel = names.channel(body);
        channel.denied().clear();
        body.path("denied").forEach(one -> channel.denied().add(one.asText()));
        return Json.strings(channel.denied());
    }

    JsonNode role(JsonNode body) {
        Guild guild = names.guild(body);
        Role role = world.addRole(
                guild,
                Json.text(body, "id", null),
                Names.needed(body, "name"),
                body.path("permissions").asLong(0));
        events.role("GUILD_ROLE_CREATE", guild, role);
        return Json.object().put("id", role.id());
    }

    /** Joins if need be, and has these roles then; {@code roles} are all of them. */
    JsonNode member(JsonNode body) {
        Guild guild = names.guild(body);
        String name = Names.needed(body, "user");
        Person person = world.people().stream()
                .filter(p -> p.username().equals(name) || p.id().equals(name))
                .findFirst()
                .orElseGet(() -> world.addPerson(Json.text(body, "id", null), name));
        boolean known = guild.members().containsKey(person.id());
        Member member = world.addMember(guild, person);
        if (body.has("roles")) {
            member.roles().clear();
            body.path("roles")
                    .forEach(r ->
                            member.roles().add(names.role(guild, r.asText()).id()));
        }
        events.member(known ? "GUILD_MEMBER_UPDATE" : "GUILD_MEMBER_ADD", guild, member);
        ObjectNode json = Json.object().put("id", person.id());
        json.set("roles", Json.strings(member.roles()));
        return json;
    }

    JsonNode removeMember(JsonNode body) {
        Guild guild = names.guild(body);
        Member member = names.member(guild, Names.needed(body, "user"));
        guild.members().remove(member.person().id());
        events.member("GUILD_MEMBER_REMOVE", guild, member);
        return member.json();
    }

    /** A webhook that a person made in the settings of a channel. */
    JsonNode webhook(JsonNode body, String rest) {
        Channel channel = names.channel(body);
        var hook = world.addWebhook(null, channel, Json.text(body, "name", "hook"), null, world.owner());
        return hook.json(true).put("local_url", rest + "webhooks/" + hook.id() + "/" + hook.token());
    }

    JsonNode removeWebhook(JsonNode body) {
        world.webhooks().remove(Names.needed(body, "id"));
        return Json.object();
    }

    /** A moderator deletes any message. */
    JsonNode removeMessage(JsonNode body) {
        Message message = names.message(Names.needed(body, "message"));
        message.record("delete", world.clock().instant());
        events.messageDeleted(message);
        return message.view();
    }
}
