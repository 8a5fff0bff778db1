// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.simulation.discord.control;

import com.fasterxml.jackson.databind.JsonNode;
import io.reconsync.simulation.discord.world.Channel;
import io.reconsync.simulation.discord.world.Guild;
import io.reconsync.simulation.discord.world.Interaction;
import io.reconsync.simulation.discord.world.Json;
import io.reconsync.simulation.discord.world.Member;
import io.reconsync.simulation.discord.world.Message;
import io.reconsync.simulation.discord.world.Person;
import io.reconsync.simulation.discord.world.Role;
import io.reconsync.simulation.discord.world.World;
import java.util.Collection;
import java.util.function.Function;

/** Finds what a test means: everything may be named or given by its id. */
final class Names {
    private final World world;

    Names(World world) {
        this.world = world;
    }

    Guild guild(JsonNode body) {
        return find(world.guilds().values(), Json.text(body, "guild", "alpha"), Guild::id, Guild::name, "guild");
    }

    Channel channel(JsonNode body) {
        return channel(guild(body), Json.text(body, "channel", "general"));
    }

    Channel channel(Guild guild, String name) {
        return find(guild.channels().values(), name, Channel::id, Channel::name, "channel of " + guild.name());
    }

    Role role(Guild guild, String name) {
        return find(guild.roles().values(), name, Role::id, Role::name, "role of " + guild.name());
    }

    Member member(Guild guild, String name) {
        return find(
                guild.members().values(),
                name,
                m -> m.person().id(),
                m -> m.person().username(),
                "member of " + guild.name());
    }

    Person person(String name) {
        return find(world.people(), name, Person::id, Person::username, "person");
    }

    Message message(String id) {
        Message message = world.messages().get(id);
        if (message == null) {
            throw new Refused(404, "no message " + id);
        }
        return message;
    }

    Interaction interaction(String id) {
        Interaction interaction = world.interactions().get(id);
        if (interaction == null) {
            throw new Refused(404, "no interaction " + id);
        }
        return interaction;
    }

    static String needed(JsonNode body, String field) {
        String text = Json.text(body, field, null);
        if (text == null) {
            throw new Refused(400, "no \"" + field + "\" in " + body);
        }
        return text;
    }

    private static <T> T find(
            Collection<T> all, String wanted, Function<T, String> id, Function<T, String> name, String what) {
        return all.stream()
                .filter(one -> wanted.equals(id.apply(one)) || wanted.equals(name.apply(one)))
                .findFirst()
                .orElseThrow(() -> new Refused(
                        404,
                        "no " + what + " is called " + wanted + "; there are "
                                + all.stream().map(name).toList()));
    }
}
