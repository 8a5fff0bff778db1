// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.simulation.discord.world;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashSet;
import java.util.Set;

/** A person in a guild, with the ids of the roles there. */
public final class Member {
    private final Person person;
    private final String joinedAt;
    private final Set<String> roles = new LinkedHashSet<>();

    Member(Person person, String joinedAt) {
        this.person = person;
        this.joinedAt = joinedAt;
    }

    public Person person() {
        return person;
    }

    public Set<String> roles() {
        return roles;
    }

    /** The member object of the API, with the user. */
    public ObjectNode json() {
        ObjectNode json = Json.object();
        json.set("user", person.json());
        json.set("roles", Json.strings(roles));
        return json.putNull("nick")
                .putNull("avatar")
                .putNull("banner")
                .putNull("premium_since")
                .putNull("communication_disabled_until")
                .put("joined_at", joinedAt)
                .put("deaf", false)
                .put("mute", false)
                .put("pending", false)
                .put("flags", 0);
    }
}
