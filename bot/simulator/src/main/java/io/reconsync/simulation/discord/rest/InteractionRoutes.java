// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.simulation.discord.rest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.reconsync.simulation.discord.check.ApiError;
import io.reconsync.simulation.discord.check.FormErrors;
import io.reconsync.simulation.discord.check.MessageLimits;
import io.reconsync.simulation.discord.gateway.Events;
import io.reconsync.simulation.discord.world.Interaction;
import io.reconsync.simulation.discord.world.Json;
import io.reconsync.simulation.discord.world.Message;
import io.reconsync.simulation.discord.world.World;
import java.util.Map;
import java.util.Set;

/** The first answer to an interaction: within three seconds, and once. */
final class InteractionRoutes {
    private static final int MESSAGE = 4;
    private static final int DEFER = 5;
    private static final int DEFER_EDIT = 6;
    private static final int EDIT = 7;
    private static final int CHOICES = 8;
    private static final int MODAL = 9;
    private final World world;
    private final MessageForm form;
    private final Events events;

    InteractionRoutes(World world, MessageForm form, Events events) {
        this.world = world;
        this.form = form;
        this.events = events;
    }

    void add(Map<String, Route> routes) {
        routes.put("POST /interactions/{interaction_id}/{interaction_token}/callback", this::callback);
    }

    private Answer callback(Request request) {
        Interaction interaction = world.interactions().get(request.argument("interaction_id"));
        if (interaction == null || !interaction.token().equals(request.argument("interaction_token"))) {
            throw ApiError.unknown(10062, "interaction");
        }
        int status = 0;
        try {
            Answer answer = first(interaction, request);
            status = answer.status();
            return answer;
        } catch (ApiError refused) {
            status = refused.status();
            throw refused;
        } finally {
            interaction.call(world.clock().instant(), "callback", status, request.body());
        }
    }

    private Answer first(Interaction interaction, Request request) {
        var now = world.clock().instant();
        if (interaction.acknowledged() != 0) {
            throw new ApiError(400, 40060, "Interaction has already been acknowledged.");
        }
        if (now.isAfter(interaction.made().plus(Interaction.TO_ACKNOWLEDGE))) {
            throw ApiError.unknown(10062, "interaction");
        }
        int type = request.body().path("type").asInt();
        if (!allowed(interaction).contains(type)) {
            FormErrors errors = new FormErrors();
            errors.add("type", "INTERACTION_CALLBACK_TYPE_INVALID", "Not for this type of interaction.");
            errors.throwIfAny();
        }
        JsonNode data = request.body().path("data");
        boolean hidden = (data.path("flags").asInt(0) & Message.EPHEMERAL) != 0;
        switch (type) {
            case MESSAGE -> {
                Message message = draft(interaction);
                form.create(message, data, request.files());
                keep(interaction, message);
            }
            case DEFER -> {
                Message message = draft(interaction);
                message.flags(Message.LOADING | (hidden ? Message.EPHEMERAL : 0));
                message.record("create", now);
                keep(interaction, message);
            }
            case DEFER_EDIT -> interaction.original(interaction.source());
            case EDIT -> {
                form.edit(interaction.source(), data, request.files());
                interaction.original(interaction.source());
                events.message("MESSAGE_UPDATE", interaction.source());
            }
            case CHOICES -> {
                MessageLimits.choices(data.path("choices"));
                interaction.choices(data.path("choices"));
            }
            default -> {
                MessageLimits.modal(data);
                interaction.modal(data);
            }
        }
        interaction.acknowledge(type, hidden, now);
        return request.asks("with_response") ? Answer.ok(response(interaction, type)) : Answer.nothing();
    }

    private static Set<Integer> allowed(Interaction interaction) {
        return switch (interaction.type()) {
            case Interaction.AUTOCOMPLETE -> Set.of(CHOICES);
            case Interaction.COMPONENT -> Set.of(MESSAGE, DEFER, DEFER_EDIT, EDIT, MODAL);
            case Interaction.MODAL ->
                interaction.source() == null ? Set.of(MESSAGE, DEFER) : Set.of(MESSAGE, DEFER, DEFER_EDIT, EDIT);
            default -> Set.of(MESSAGE, DEFER, MODAL);
        };
    }

    private Message draft(Interaction interaction) {
        Message message = world.draft(interaction.channel(), world.bot());
        message.from(interaction);
        return message;
    }

    private void keep(Interaction interaction, Message message) {
        world.keep(message);
        interaction.original(message);
        events.message("MESSAGE_CREATE", message);
    }

    private static ObjectNode response(Interaction interaction, int type) {
        ObjectNode json = Json.object();
        ObjectNode about =
                json.putObject("interaction").put("id", interaction.id()).put("type", interaction.type());
        Message original = interaction.original();
        if (original != null) {
            about.put("response_message_id", original.id())
                    .put("response_message_loading", original.is(Message.LOADING))
                    .put("response_message_ephemeral", original.is(Message.EPHEMERAL));
        }
        if (type == MESSAGE || type == EDIT) {
            ObjectNode resource = json.putObject("resource").put("type", type);
            resource.set("message", original.json());
        }
        return json;
    }
}
