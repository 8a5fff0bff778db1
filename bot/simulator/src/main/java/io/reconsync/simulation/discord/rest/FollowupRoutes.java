// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.simulation.discord.rest;

import io.reconsync.simulation.discord.check.ApiError;
import io.reconsync.simulation.discord.gateway.Events;
import io.reconsync.simulation.discord.world.Interaction;
import io.reconsync.simulation.discord.world.Message;
import io.reconsync.simulation.discord.world.World;
import java.util.List;
import java.util.Map;

/**
 * What follows the first answer, for fifteen minutes, by the interaction's token. The paths are those of webhooks; for a
 * webhook's own id they go there.
 */
final class FollowupRoutes {
    private static final String BASE = "/webhooks/{webhook_id}/{webhook_token}";
    private final World world;
    private final MessageForm form;
    private final Events events;
    private final WebhookRoutes webhooks;

    FollowupRoutes(World world, MessageForm form, Events events, WebhookRoutes webhooks) {
        this.world = world;
        this.form = form;
        this.events = events;
        this.webhooks = webhooks;
    }

    void add(Map<String, Route> routes) {
        routes.put(
                "POST " + BASE, request -> ours(request) ? noted(request, this::followup) : webhooks.execute(request));
        for (String method : List.of("GET", "PATCH", "DELETE")) {
            routes.put(method + " " + BASE + "/messages/@original", request -> noted(request, this::message));
            routes.put(
                    method + " " + BASE + "/messages/{message_id}",
                    request -> ours(request) ? noted(request, this::message) : webhooks.message(request));
        }
    }

    private boolean ours(Request request) {
        return request.argument("webhook_id").equals(world.bot().id());
    }

    /** Finds the interaction, and writes down what was asked and what came of it. */
    private Answer noted(Request request, java.util.function.BiFunction<Interaction, Request, Answer> route) {
        Interaction interaction = world.interactions().values().stream()
                .filter(i -> i.token().equals(request.argument("webhook_token")))
                .findFirst()
                .orElseThrow(() -> new ApiError(401, 50027, "Invalid Webhook Token"));
        int status = 0;
        try {
            Answer answer = checked(interaction, request, route);
            status = answer.status();
            return answer;
        } catch (ApiError refused) {
            status = refused.status();
            throw refused;
        } finally {
            String rest = request.template().substring(BASE.length());
            interaction.call(world.clock().instant(), request.method() + " " + rest, status, request.body());
        }
    }

    private Answer checked(
            Interaction interaction,
            Request request,
            java.util.function.BiFunction<Interaction, Request, Answer> route) {
        if (world.clock().instant().isAfter(interaction.made().plus(Interaction.TO_ANSWER))) {
            throw new ApiError(401, 50027, "Invalid Webhook Token");
        }
        if (interaction.acknowledged() == 0) {
            throw ApiError.unknown(10015, "Webhook");
        }
        return route.apply(interaction, request);
    }

    /** The first one after a deferral takes the place of the waiting message, and is as hidden as that. */
    private Answer followup(Interaction interaction, Request request) {
        Message waiting = interaction.original();
        if (waiting != null && waiting.is(Message.LOADING)) {
            form.edit(waiting, request.body(), request.files());
            events.message("MESSAGE_UPDATE", waiting);
            return Answer.ok(waiting.json());
        }
        Message message = world.draft(interaction.channel(), world.bot());
        message.from(interaction);
        form.create(message, request.body(), request.files());
        world.keep(message);
        interaction.followups().add(message);
        events.message("MESSAGE_CREATE", message);
        return Answer.ok(message.json());
    }

    private Answer message(Interaction interaction, Request request) {
        Message message = wanted(interaction, request.argument("message_id"));
        if (request.method().equals("DELETE")) {
            message.record("delete", world.clock().instant());
            events.messageDeleted(message);
            return Answer.nothing();
        }
        if (request.method().equals("PATCH")) {
            form.edit(message, request.body(), request.files());
            interaction.changed();
            events.message("MESSAGE_UPDATE", message);
        }
        return Answer.ok(message.json());
    }

    private static Message wanted(Interaction interaction, String id) {
        Message original = interaction.original();
        boolean first = id == null || original != null && original.id().equals(id);
        Message message = first
                ? original
                : interaction.followups().stream()
                        .filter(m -> m.id().equals(id))
                        .findFirst()
                        .orElse(null);
        if (message == null || message.deleted()) {
            throw ApiError.unknown(10008, "Message");
        }
        return message;
    }
}
