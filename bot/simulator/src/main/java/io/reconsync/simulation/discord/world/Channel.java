// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.simulation.discord.world;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** A text channel (0), announcement channel (5), voice channel (2), public thread (11), or direct messages (1). */
public final class Channel {
    private final String id;
    private final String guild;
    private final int type;
    private final String name;
    private final int position;
    private final Person recipient;
    private final Set<String> denied = ConcurrentHashMap.newKeySet();

    Channel(String id, String guild, int type, String name, int position, Person recipient) {
        this.id = id;
        this.guild = guild;
        this.type = type;
        this.name = name;
        this.position = position;
        this.recipient = recipient;
    }

    public String id() {
        return id;
    }

    /** The guild's id, null for direct messages. */
    public String guild() {
        return guild;
    }

    public String name() {
        return name;
    }

    public int type() {
        return type;
    }

    /** What the bot may not do here: {@code view}, {@code send}, {@code webhooks}, {@code pins}. */
    public Set<String> denied() {
        return denied;
    }

    /** The channel object of the API. */
    public ObjectNode json() {
        ObjectNode json = Json.object().put("id", id).put("type", type).put("flags", 0);
        json.putNull("last_message_id");
        if (guild == null) {
            json.putArray("recipients").add(recipient.json());
            return json;
        }
        json.put("guild_id", guild)
                .put("name", name)
                .put("position", position)
                .put("nsfw", false)
                .put("rate_limit_per_user", 0)
                .putNull("topic")
                .putNull("parent_id");
        json.putArray("permission_overwrites");
        return json;
    }
}
