// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.simulation.discord.control;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.reconsync.simulation.discord.world.Channel;
import io.reconsync.simulation.discord.world.Commands;
import io.reconsync.simulation.discord.world.Guild;
import io.reconsync.simulation.discord.world.Json;
import io.reconsync.simulation.discord.world.Member;
import io.reconsync.simulation.discord.world.Role;
import io.reconsync.simulation.discord.world.World;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What Discord's client makes of a typed command: only registered commands, only to whom they are shown, required options
 * filled in, values of the right type and within their choices and bounds.
 */
final class SlashCommand {
    private final World world;
    private final Names names;
    private final Guild guild;
    private final ObjectNode resolved = Json.object();

    SlashCommand(World world, Names names, Guild guild) {
        this.world = world;
        this.names = names;
        this.guild = guild;
    }

    /**
     * The {@code data} of the interaction.
     *
     * @param line {@code "backup now"}
     * @param given option name to value; users, roles and channels by name or id
     * @param focused the option whose completion is asked for, null when the command is sent
     */
    ObjectNode data(Member member, String line, JsonNode given, String focused) {
        String[] words = line.strip().replaceFirst("^/", "").split("\\s+");
        ObjectNode command = registered(words[0]);
        visible(command, member);
        JsonNode level = command;
        for (int i = 1; i < words.length; i++) {
            level = sub(level, words[i], line);
        }
        for (JsonNode option : level.path("options")) {
            if (option.path("type").asInt() <= 2) {
                throw new Refused(
                        409,
                        "/" + line + " is not complete: " + option.path("name").asText() + " ...");
            }
        }
        ArrayNode options = options(level, given, focused);
        for (int i = words.length - 1; i > 0; i--) {
            ObjectNode wrapped = Json.object().put("name", words[i]).put("type", i == words.length - 1 ? 1 : 2);
            wrapped.set("options", options);
            options = Json.array().add(wrapped);
        }
        ObjectNode data = Json.object()
                .put("id", command.path("id").asText())
                .put("name", command.path("name").asText())
                .put("type", 1);
        if (command.has("guild_id")) {
            data.put("guild_id", guild.id());
        }
        if (!options.isEmpty()) {
            data.set("options", options);
        }
        if (!resolved.isEmpty()) {
            data.set("resolved", resolved);
        }
        return data;
    }

    private ObjectNode registered(String name) {
        return List.of(guild.id(), "global").stream()
                .map(world::commands)
                .map(scope -> scope.byName(name, 1))
                .flatMap(Optional::stream)
                .findFirst()
                .orElseThrow(() -> new Refused(409, "/" + name + " is not registered in " + guild.name()));
    }

    private void visible(ObjectNode command, Member member) {
        String needed = Json.text(command, "default_member_permissions", null);
        if (needed == null) {
            return;
        }
        long bits = Long.parseUnsignedLong(needed);
        long has = guild.permissions(member);
        boolean administrator = (has & 8) != 0;
        if (!administrator && (bits == 0 || (has & bits) != bits)) {
            throw new Refused(
                    409,
                    "/" + command.path("name").asText() + " is not shown to "
                            + member.person().username());
        }
    }

    private static JsonNode sub(JsonNode level, String name, String line) {
        for (JsonNode option : level.path("options")) {
            if (option.path("name").asText().equals(name) && option.path("type").asInt() <= 2) {
                return option;
            }
        }
        throw new Refused(409, "/" + line + " is not registered: there is no " + name);
    }

    private ArrayNode options(JsonNode level, JsonNode given, String focused) {
        ArrayNode options = Json.array();
        List<String> unknown = new ArrayList<>();
        given.fieldNames().forEachRemaining(unknown::add);
        boolean completing = focused != null;
        for (JsonNode definition : level.path("options")) {
            String name = definition.path("name").asText();
            JsonNode value = given.path(name);
            unknown.remove(name);
            if (value.isMissingNode() || value.isNull()) {
                if (definition.path("required").asBoolean() && !completing) {
                    throw new Refused(409, "the option " + name + " must be given");
                }
                continue;
            }
            int type = definition.path("type").asInt();
            ObjectNode option = Json.object().put("name", name).put("type", type);
            if (name.equals(focused)) {
                if (!definition.path("autocomplete").asBoolean()) {
                    throw new Refused(409, "the option " + name + " has no completion");
                }
                option.put("value", value.asText()).put("focused", true);
            } else {
                option.set("value", value(definition, type, value));
            }
            options.add(option);
        }
        if (!unknown.isEmpty()) {
            throw new Refused(409, "there are no options " + unknown);
        }
        if (completing && options.findValues("focused").isEmpty()) {
            throw new Refused(409, "there is no option " + focused);
        }
        return options;
    }

    private JsonNode value(JsonNode definition, int type, JsonNode value) {
        String name = definition.path("name").asText();
        JsonNode typed = switch (type) {
            case 3 -> Json.array().add(value.asText()).get(0);
            case 4 -> Json.array().add(Long.parseLong(value.asText())).get(0);
            case 5 ->
                Json.array()
                        .add(Boolean.parseBoolean(value.asText().toLowerCase(Locale.ROOT)))
                        .get(0);
            case 10 -> Json.array().add(Double.parseDouble(value.asText())).get(0);
            default -> Json.array().add(resolve(type, value.asText())).get(0);
        };
        JsonNode choices = definition.path("choices");
        if (!choices.isEmpty() && !choices.findValues("value").contains(typed)) {
            throw new Refused(409, value + " is none of the choices of " + name + ": " + choices);
        }
        bounds(definition, name, typed);
        return typed;
    }

    private static void bounds(JsonNode definition, String name, JsonNode value) {
        double size = value.isTextual() ? value.asText().length() : value.asDouble();
        String low = value.isTextual() ? "min_length" : "min_value";
        String high = value.isTextual() ? "max_length" : "max_value";
        double most = value.isTextual() ? 6000 : Double.MAX_VALUE;
        if (size < definition.path(low).asDouble(-Double.MAX_VALUE)
                || size > definition.path(high).asDouble(most)) {
            throw new Refused(409, value + " is out of the bounds of " + name);
        }
    }

    private String resolve(int type, String named) {
        if (type == 7) {
            Channel channel = names.channel(guild, named);
            resolved.withObject("/channels").set(channel.id(), channel.json().put("permissions", "0"));
            return channel.id();
        }
        if (type == 8) {
            Role role = names.role(guild, named);
            resolved.withObject("/roles").set(role.id(), role.json());
            return role.id();
        }
        Member member = names.member(guild, named);
        resolved.withObject("/users").set(member.person().id(), member.person().json());
        ObjectNode partial = member.json().put("permissions", Long.toUnsignedString(guild.permissions(member)));
        partial.remove("user");
        resolved.withObject("/members").set(member.person().id(), partial);
        return member.person().id();
    }

    /** The command line as a person would read it. */
    static String summary(String line, JsonNode given) {
        StringBuilder text = new StringBuilder("/" + line.strip().replaceFirst("^/", ""));
        given.properties()
                .forEach(f -> text.append(' ')
                        .append(f.getKey())
                        .append(':')
                        .append(f.getValue().asText()));
        return text.toString();
    }

    /** What {@link Commands} holds for a guild, its own and the global ones, as a member sees them. */
    static ArrayNode offered(World world, Guild guild) {
        ArrayNode all = Json.nodes(world.commands(guild.id()).all());
        world.commands("global").all().forEach(all::add);
        return all;
    }
}
