// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.simulation.discord.gateway;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.reconsync.simulation.discord.world.Channel;
import io.reconsync.simulation.discord.world.Guild;
import io.reconsync.simulation.discord.world.Json;
import io.reconsync.simulation.discord.world.Member;
import io.reconsync.simulation.discord.world.Message;
import io.reconsync.simulation.discord.world.Role;
import io.reconsync.simulation.discord.world.World;
import java.util.List;

/** Tells the sessions what happened, as far as their intents let them know. Called with the world's lock held. */
public final class Events {
    private final World world;
    private final Sessions sessions;

    public Events(World world, Sessions sessions) {
        this.world = world;
        this.sessions = sessions;
    }

    /** MESSAGE_CREATE and MESSAGE_UPDATE. Hidden messages are told to nobody. */
    public void message(String event, Message message) {
        if (message.is(Message.EPHEMERAL)) {
            return;
        }
        Channel channel = message.channel();
        int intent = channel.guild() == null ? Intents.DIRECT_MESSAGES : Intents.GUILD_MESSAGES;
        for (Session session : sessions.all()) {
            ObjectNode json = message.json();
            if (channel.guild() != null) {
                Guild guild = world.guilds().get(channel.guild());
                json.put("guild_id", guild.id());
                Member member = guild.members().get(message.author().id());
                if (member != null && message.webhook() == null) {
                    ObjectNode partial = member.json();
                    partial.remove("user");
                    json.set("member", partial);
                }
            }
            boolean own = message.author().equals(world.bot())
                    || channel.guild() == null
                    || message.content().contains("<@" + world.bot().id() + ">");
            if (!own && !session.has(Intents.MESSAGE_CONTENT)) {
                json.put("content", "");
                for (String list : List.of("embeds", "attachments", "components")) {
                    json.putArray(list);
                }
            }
            session.dispatch(event, json, intent);
        }
    }

    public void messageDeleted(Message message) {
        if (message.is(Message.EPHEMERAL)) {
            return;
        }
        Channel channel = message.channel();
        ObjectNode json = Json.object().put("id", message.id()).put("channel_id", channel.id());
        if (channel.guild() != null) {
            json.put("guild_id", channel.guild());
        }
        all("MESSAGE_DELETE", json, channel.guild() == null ? Intents.DIRECT_MESSAGES : Intents.GUILD_MESSAGES);
    }

    public void interaction(ObjectNode json) {
        all("INTERACTION_CREATE", json, Intents.NONE);
    }

    /** GUILD_CREATE, to each session with the members that it may see. */
    public void guild(Guild guild) {
        sessions.all().forEach(session -> session.dispatch("GUILD_CREATE", forSession(guild, session), Intents.GUILDS));
    }

    ObjectNode forSession(Guild guild, Session session) {
        List<Member> visible = guild.members().values().stream()
                .filter(m -> session.has(Intents.GUILD_MEMBERS) || m.person().equals(world.bot()))
                .toList();
        return guild.create(visible);
    }

    /** GUILD_DELETE: gone for a while (an outage), or the bot was thrown out. */
    public void guildGone(Guild guild, boolean outage) {
        ObjectNode json = Json.object().put("id", guild.id());
        if (outage) {
            json.put("unavailable", true);
        }
        all("GUILD_DELETE", json, Intents.GUILDS);
    }

    public void member(String event, Guild guild, Member member) {
        ObjectNode json = event.equals("GUILD_MEMBER_REMOVE") ? Json.object() : member.json();
        json.set("user", member.person().json());
        json.put("guild_id", guild.id());
        int intent = member.person().equals(world.bot()) ? Intents.NONE : Intents.GUILD_MEMBERS;
        all(event, json, intent);
    }

    public void pins(Channel channel) {
        ObjectNode json = Json.object().put("channel_id", channel.id());
        if (channel.guild() != null) {
            json.put("guild_id", channel.guild());
        }
        all("CHANNEL_PINS_UPDATE", json, Intents.GUILDS);
    }

    public void channel(String event, Channel channel) {
        all(event, channel.json(), Intents.GUILDS);
    }

    public void role(String event, Guild guild, Role role) {
        ObjectNode json = Json.object().put("guild_id", guild.id());
        if (event.equals("GUILD_ROLE_DELETE")) {
            json.put("role_id", role.id());
        } else {
            json.set("role", role.json());
        }
        all(event, json, Intents.GUILDS);
    }

    /** Any event to every session that asked for it. */
    public void all(String event, ObjectNode data, int intent) {
        sessions.all().forEach(session -> session.dispatch(event, data, intent));
    }
}
