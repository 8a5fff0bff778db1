// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.simulation.discord.world;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;

/** A guild ("server" in Discord's own client), with its channels, members and roles. */
public final class Guild {
    private static final long ALL = (1L << 53) - 1;
    private static final long ADMINISTRATOR = 8;

    private final String id;
    private final String name;
    private final String owner;
    private final Map<String, Role> roles = new LinkedHashMap<>();
    private final Map<String, Channel> channels = new LinkedHashMap<>();
    private final Map<String, Member> members = new LinkedHashMap<>();
    private boolean available = true;

    Guild(String id, String name, String owner) {
        this.id = id;
        this.name = name;
        this.owner = owner;
    }

    public String id() {
        return id;
    }

    public String name() {
        return name;
    }

    public Map<String, Role> roles() {
        return roles;
    }

    public Map<String, Channel> channels() {
        return channels;
    }

    public Map<String, Member> members() {
        return members;
    }

    public boolean available() {
        return available;
    }

    public void available(boolean is) {
        available = is;
    }

    /** All permission bits of a member, without the overwrites of channels. */
    public long permissions(Member member) {
        long bits = roles.get(id).permissions();
        for (String role : member.roles()) {
            bits |= roles.containsKey(role) ? roles.get(role).permissions() : 0;
        }
        return owner.equals(member.person().id()) || (bits & ADMINISTRATOR) != 0 ? ALL : bits;
    }

    /** What GUILD_CREATE says. Without the intent for members only those given are in it. */
    public ObjectNode create(Collection<Member> visible) {
        ObjectNode json = Json.object()
                .put("id", id)
                .put("name", name)
                .put("owner_id", owner)
                .putNull("icon")
                .putNull("splash")
                .putNull("discovery_splash")
                .putNull("banner")
                .putNull("description")
                .putNull("vanity_url_code")
                .putNull("afk_channel_id")
                .put("afk_timeout", 300)
                .put("verification_level", 1)
                .put("default_message_notifications", 1)
                .put("explicit_content_filter", 0)
                .put("mfa_level", 0)
                .put("nsfw_level", 0)
                .put("premium_tier", 0)
                .put("premium_subscription_count", 0)
                .put("premium_progress_bar_enabled", false)
                .put("preferred_locale", "en-US")
                .putNull("application_id")
                .putNull("system_channel_id")
                .put("system_channel_flags", 0)
                .putNull("rules_channel_id")
                .putNull("public_updates_channel_id")
                .putNull("safety_alerts_channel_id")
                .put("joined_at", "2026-01-01T00:00:00.000000+00:00")
                .put("large", false)
                .put("unavailable", false)
                .put("member_count", members.size());
        json.putArray("features");
        json.set("roles", Json.nodes(roles.values().stream().map(Role::json).toList()));
        json.set(
                "channels",
                Json.nodes(channels.values().stream().map(Channel::json).toList()));
        json.set("members", Json.nodes(visible.stream().map(Member::json).toList()));
        for (String empty : new String[] {
            "emojis",
            "stickers",
            "threads",
            "voice_states",
            "presences",
            "stage_instances",
            "guild_scheduled_events",
            "soundboard_sounds"
        }) {
            json.putArray(empty);
        }
        return json;
    }
}
