// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.simulation.discord.control;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.reconsync.simulation.discord.gateway.Events;
import io.reconsync.simulation.discord.world.Channel;
import io.reconsync.simulation.discord.world.Guild;
import io.reconsync.simulation.discord.world.Interaction;
import io.reconsync.simulation.discord.world.Json;
import io.reconsync.simulation.discord.world.Member;
import io.reconsync.simulation.discord.world.Message;
import io.reconsync.simulation.discord.world.Pings;
import io.reconsync.simulation.discord.world.World;

/** What members do in their client. Each answers with the interaction that came of it. Called with the world's lock held. */
final class MemberActions {
    private final World world;
    private final Names names;
    private final Events events;

    MemberActions(World world, Names names, Events events) {
        this.world = world;
        this.names = names;
        this.events = events;
    }

    Interaction slash(JsonNode body) {
        return command(body, Interaction.COMMAND, null);
    }

    Interaction autocomplete(JsonNode body) {
        return command(body, Interaction.AUTOCOMPLETE, Names.needed(body, "option"));
    }

    private Interaction command(JsonNode body, int type, String focused) {
        Guild guild = names.guild(body);
        Channel channel = names.channel(body);
        Member member = names.member(guild, Names.needed(body, "user"));
        String line = Names.needed(body, "command");
        ObjectNode given = body.path("options") instanceof ObjectNode options ? options.deepCopy() : Json.object();
        if (focused != null) {
            given.put(focused, Json.text(body, "value", ""));
        }
        ObjectNode data = new SlashCommand(world, names, guild).data(member, line, given, focused);
        return send(type, SlashCommand.summary(line, given), member, channel, null, data, body);
    }

    /** A button, found by its custom id or its label. */
    Interaction click(JsonNode body) {
        Message message = seen(body);
        ObjectNode button = component(message, body);
        if (button.path("type").asInt() != 2) {
            throw new Refused(409, "this is no button: " + button);
        }
        ObjectNode data = Json.object()
                .put("component_type", 2)
                .put("custom_id", Names.needed(button, "custom_id"))
                .put("id", button.path("id").asInt());
        return used(message, body, "[" + Json.text(button, "label", "") + "]", data);
    }

    /** A menu, with the values that were chosen. */
    Interaction select(JsonNode body) {
        Message message = seen(body);
        ObjectNode menu = component(message, body);
        JsonNode values = body.path("values");
        if (values.size() < menu.path("min_values").asInt(1)
                || values.size() > menu.path("max_values").asInt(1)) {
            throw new Refused(409, "so many values cannot be chosen: " + values);
        }
        for (JsonNode value : values) {
            if (menu.path("type").asInt() == 3
                    && !menu.path("options").findValuesAsText("value").contains(value.asText())) {
                throw new Refused(409, "the menu does not offer " + value);
            }
        }
        ObjectNode data = Json.object()
                .put("component_type", menu.path("type").asInt())
                .put("custom_id", Names.needed(menu, "custom_id"))
                .put("id", menu.path("id").asInt());
        data.set("values", values);
        return used(message, body, "[" + values + "]", data);
    }

    /** Sends a form that an interaction was answered with. */
    Interaction modal(JsonNode body) {
        Interaction shown = names.interaction(Names.needed(body, "interaction"));
        if (shown.modal() == null) {
            throw new Refused(409, "the interaction was not answered with a form");
        }
        String user = Json.text(body, "user", shown.user().username());
        if (!names.person(user).equals(shown.user())) {
            throw new Refused(409, user + " does not see that form");
        }
        ObjectNode data =
                Json.object().put("custom_id", shown.modal().path("custom_id").asText());
        data.set("components", new ModalForm(shown.modal(), body.path("fields")).filled());
        Guild guild = world.guilds().get(shown.channel().guild());
        Member member = names.member(guild, user);
        return send(Interaction.MODAL, "form", member, shown.channel(), shown.source(), data, body);
    }

    /** A message of a member, or of a stranger's bot. */
    Message say(JsonNode body) {
        Channel channel = names.channel(body);
        Member member = names.member(names.guild(body), Names.needed(body, "user"));
        Message message = world.draft(channel, member.person());
        String text = Names.needed(body, "content");
        message.content(text, Pings.in(text, Json.object().path("none"), world::person));
        message.record("create", world.clock().instant());
        world.keep(message);
        events.message("MESSAGE_CREATE", message);
        return message;
    }

    private Message seen(JsonNode body) {
        Message message = names.message(Names.needed(body, "message"));
        if (message.deleted()) {
            throw new Refused(409, "the message was deleted");
        }
        return message;
    }

    private static ObjectNode component(Message message, JsonNode body) {
        String id = Json.text(body, "custom_id", null);
        String label = Json.text(body, "label", null);
        ObjectNode found = find(message.components(), id, label);
        if (found == null) {
            throw new Refused(409, "the message has no such component: " + message.components());
        }
        if (found.path("disabled").asBoolean()) {
            throw new Refused(409, "it is disabled: " + found);
        }
        return found;
    }

    private static ObjectNode find(ArrayNode components, String id, String label) {
        for (JsonNode component : components) {
            boolean fits = id != null
                    ? id.equals(component.path("custom_id").asText(null))
                    : label != null && label.equals(component.path("label").asText(null));
            if (fits) {
                return (ObjectNode) component;
            }
            ArrayNode inner = Json.nodes(component.path("components"));
            if (component.has("accessory")) {
                inner.add(component.get("accessory"));
            }
            ObjectNode deeper = find(inner, id, label);
            if (deeper != null) {
                return deeper;
            }
        }
        return null;
    }

    private Interaction used(Message message, JsonNode body, String summary, ObjectNode data) {
        String user = Names.needed(body, "user");
        Guild guild = world.guilds().get(message.channel().guild());
        Member member = names.member(guild, user);
        boolean hidden = message.is(Message.EPHEMERAL);
        boolean forced = body.path("forged").asBoolean(false);
        if (hidden && !forced && !message.interaction().user().equals(member.person())) {
            throw new Refused(409, user + " does not see that message");
        }
        return send(Interaction.COMPONENT, summary, member, message.channel(), message, data, body);
    }

    private Interaction send(
            int type, String summary, Member member, Channel channel, Message source, ObjectNode data, JsonNode body) {
        Interaction interaction = world.addInteraction(type, summary, member.person(), channel, source);
        events.interaction(InteractionJson.of(world, interaction, data, Json.text(body, "locale", "en-US")));
        return interaction;
    }
}
