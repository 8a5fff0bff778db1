// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.simulation.discord.rest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.reconsync.simulation.discord.check.ApiError;
import io.reconsync.simulation.discord.check.FormErrors;
import io.reconsync.simulation.discord.gateway.Events;
import io.reconsync.simulation.discord.world.Channel;
import io.reconsync.simulation.discord.world.Json;
import io.reconsync.simulation.discord.world.Message;
import io.reconsync.simulation.discord.world.Person;
import io.reconsync.simulation.discord.world.Webhook;
import io.reconsync.simulation.discord.world.World;
import java.util.List;
import java.util.Map;

/** Webhooks of channels: made by the bot or by people, written to by anybody who knows the token. */
final class WebhookRoutes {
    private static final int MOST = 15;
    private final World world;
    private final MessageForm form;
    private final Events events;

    WebhookRoutes(World world, MessageForm form, Events events) {
        this.world = world;
        this.form = form;
        this.events = events;
    }

    void add(Map<String, Route> routes) {
        routes.put("GET /channels/{channel_id}/webhooks", this::list);
        routes.put("POST /channels/{channel_id}/webhooks", this::create);
        routes.put(
                "GET /webhooks/{webhook_id}", request -> Answer.ok(own(request).json(true)));
        routes.put("DELETE /webhooks/{webhook_id}", this::delete);
        routes.put(
                "GET /webhooks/{webhook_id}/{webhook_token}",
                request -> Answer.ok(known(request).json(false)));
        routes.put("DELETE /webhooks/{webhook_id}/{webhook_token}", this::delete);
    }

    private Channel channel(Request request) {
        Channel channel =
                world.channel(request.argument("channel_id")).orElseThrow(() -> ApiError.unknown(10003, "Channel"));
        if (channel.denied().contains("view")) {
            throw new ApiError(403, 50001, "Missing Access");
        }
        if (channel.denied().contains("webhooks")) {
            throw new ApiError(403, 50013, "Missing Permissions");
        }
        return channel;
    }

    private List<Webhook> in(Channel channel) {
        return world.webhooks().values().stream()
                .filter(hook -> hook.channel().equals(channel.id()))
                .toList();
    }

    private Answer list(Request request) {
        return Answer.ok(
                Json.nodes(in(channel(request)).stream().map(h -> h.json(true)).toList()));
    }

    private Answer create(Request request) {
        Channel channel = channel(request);
        String name = Json.text(request.body(), "name", "");
        FormErrors errors = new FormErrors();
        errors.required("name", name);
        errors.atMost("name", name, 80);
        for (String taken : List.of("clyde", "discord")) {
            if (name.toLowerCase(java.util.Locale.ROOT).contains(taken)) {
                errors.add("name", "USERNAME_INVALID_CONTAINS", "Username cannot contain \"" + taken + "\"");
            }
        }
        errors.throwIfAny();
        if (in(channel).size() >= MOST) {
            throw new ApiError(400, 30007, "Maximum number of webhooks reached (15)");
        }
        return Answer.ok(world.addWebhook(null, channel, name, world.bot().id(), world.bot())
                .json(true));
    }

    private Webhook own(Request request) {
        Webhook hook = world.webhooks().get(request.argument("webhook_id"));
        if (hook == null) {
            throw ApiError.unknown(10015, "Webhook");
        }
        return hook;
    }

    /** The webhook of a path that names the token too. */
    Webhook known(Request request) {
        Webhook hook = own(request);
        if (!hook.token().equals(request.argument("webhook_token"))) {
            throw new ApiError(401, 50027, "Invalid Webhook Token");
        }
        return hook;
    }

    private Answer delete(Request request) {
        world.webhooks().remove((request.argument("webhook_token") == null ? own(request) : known(request)).id());
        return Answer.nothing();
    }

    Answer execute(Request request) {
        Webhook hook = known(request);
        Channel channel = world.channel(hook.channel()).orElseThrow(() -> ApiError.unknown(10015, "Webhook"));
        String name = Json.text(request.body(), "username", hook.name());
        Message message = world.draft(channel, new Person(hook.id(), name, null, true));
        message.from(hook);
        form.create(message, components(hook, request), request.files());
        message.flags(message.flags() & ~Message.EPHEMERAL);
        world.keep(message);
        events.message("MESSAGE_CREATE", message);
        return request.asks("wait") ? Answer.ok(message.json()) : Answer.nothing();
    }

    Answer message(Request request) {
        Webhook hook = known(request);
        Message message = world.messages().get(request.argument("message_id"));
        if (message == null || message.deleted() || !hook.id().equals(message.webhook())) {
            throw ApiError.unknown(10008, "Message");
        }
        if (request.method().equals("DELETE")) {
            message.record("delete", world.clock().instant());
            events.messageDeleted(message);
            return Answer.nothing();
        }
        if (request.method().equals("PATCH")) {
            form.edit(message, components(hook, request), request.files());
            events.message("MESSAGE_UPDATE", message);
        }
        return Answer.ok(message.json());
    }

    /** A person's webhook shows components only when asked to, and only such as nobody has to answer. */
    private static JsonNode components(Webhook hook, Request request) {
        if (hook.application() != null || !Json.has(request.body(), "components")) {
            return request.body();
        }
        ObjectNode body = request.body().deepCopy();
        if (!request.asks("with_components")) {
            body.remove("components");
        } else if (!body.get("components").findValues("custom_id").isEmpty()) {
            FormErrors errors = new FormErrors();
            errors.add("components", "COMPONENT_INTERACTIVE_NOT_ALLOWED", "This webhook belongs to no application.");
            errors.throwIfAny();
        }
        return body;
    }
}
