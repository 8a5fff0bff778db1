// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.simulation.discord.rest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.reconsync.simulation.discord.check.ApiError;
import io.reconsync.simulation.discord.gateway.Events;
import io.reconsync.simulation.discord.world.Channel;
import io.reconsync.simulation.discord.world.Json;
import io.reconsync.simulation.discord.world.Message;
import io.reconsync.simulation.discord.world.Times;
import io.reconsync.simulation.discord.world.World;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Messages of channels, written and changed by the bot itself. */
final class MessageRoutes {
    private static final String ALL = "/channels/{channel_id}/messages";
    private static final String ONE = ALL + "/{message_id}";
    private final World world;
    private final MessageForm form;
    private final Events events;

    MessageRoutes(World world, MessageForm form, Events events) {
        this.world = world;
        this.form = form;
        this.events = events;
    }

    void add(Map<String, Route> routes) {
        routes.put(
                "GET /channels/{channel_id}",
                request -> Answer.ok(channel(request, "view").json()));
        routes.put("GET " + ALL, this::list);
        routes.put("POST " + ALL, this::create);
        routes.put("GET " + ONE, request -> Answer.ok(message(request).json()));
        routes.put("PATCH " + ONE, this::edit);
        routes.put("DELETE " + ONE, this::delete);
        routes.put("GET /channels/{channel_id}/pins", request -> Answer.ok(pins(request)));
        routes.put("GET " + ALL + "/pins", this::pinsWithTimes);
        routes.put("POST /channels/{channel_id}/typing", request -> {
            channel(request, "send");
            return Answer.nothing();
        });
        for (String pins : List.of("/channels/{channel_id}/pins/", ALL + "/pins/")) {
            routes.put("PUT " + pins + "{message_id}", request -> pin(request, true));
            routes.put("DELETE " + pins + "{message_id}", request -> pin(request, false));
        }
        routes.put("PUT " + ONE + "/reactions/{emoji_name}/@me", request -> {
            message(request);
            return Answer.nothing();
        });
    }

    private Channel channel(Request request, String... needs) {
        Channel channel =
                world.channel(request.argument("channel_id")).orElseThrow(() -> ApiError.unknown(10003, "Channel"));
        if (channel.denied().contains("view")
                || channel.guild() != null
                        && !world.guilds().get(channel.guild()).available()) {
            throw new ApiError(403, 50001, "Missing Access");
        }
        for (String need : needs) {
            if (channel.denied().contains(need)) {
                throw new ApiError(403, 50013, "Missing Permissions");
            }
        }
        return channel;
    }

    private Message message(Request request) {
        Channel channel = channel(request);
        Message message = world.messages().get(request.argument("message_id"));
        if (message == null
                || message.deleted()
                || message.is(Message.EPHEMERAL)
                || !message.channel().id().equals(channel.id())) {
            throw ApiError.unknown(10008, "Message");
        }
        return message;
    }

    private Answer list(Request request) {
        Channel channel = channel(request);
        int limit = Integer.parseInt(request.query().getOrDefault("limit", "50"));
        String before = request.query().get("before");
        List<Message> found = world.messages().values().stream()
                .filter(m -> m.channel().id().equals(channel.id()) && !m.deleted() && !m.is(Message.EPHEMERAL))
                .filter(m -> before == null || Long.compareUnsigned(number(m.id()), number(before)) < 0)
                .sorted(Comparator.comparing((Message m) -> number(m.id())).reversed())
                .limit(limit)
                .toList();
        return Answer.ok(Json.nodes(found.stream().map(Message::json).toList()));
    }

    private static long number(String id) {
        return Long.parseUnsignedLong(id);
    }

    private Answer create(Request request) {
        Channel channel = channel(request, "send");
        if (request.body().path("enforce_nonce").asBoolean(false) && Json.has(request.body(), "nonce")) {
            Message same = world.messages().values().stream()
                    .filter(m -> m.author().equals(world.bot()) && m.channel().equals(channel))
                    .filter(m -> Objects.equals(m.nonce(), request.body().get("nonce")))
                    .findFirst()
                    .orElse(null);
            if (same != null) {
                return Answer.ok(same.json());
            }
        }
        Message message = world.draft(channel, world.bot());
        form.create(message, request.body(), request.files());
        message.flags(message.flags() & ~Message.EPHEMERAL);
        world.keep(message);
        events.message("MESSAGE_CREATE", message);
        return Answer.ok(message.json());
    }

    private Answer edit(Request request) {
        Message message = message(request);
        if (!message.author().equals(world.bot()) || message.webhook() != null) {
            throw new ApiError(403, 50005, "Cannot edit a message authored by another user");
        }
        form.edit(message, request.body(), request.files());
        events.message("MESSAGE_UPDATE", message);
        return Answer.ok(message.json());
    }

    private Answer delete(Request request) {
        Message message = message(request);
        message.record("delete", world.clock().instant());
        events.messageDeleted(message);
        return Answer.nothing();
    }

    private Answer pinsWithTimes(Request request) {
        ObjectNode json = Json.object().put("has_more", false);
        ArrayNode items = json.putArray("items");
        for (JsonNode message : pins(request)) {
            items.addObject()
                    .put("pinned_at", Times.iso(world.clock().instant()))
                    .set("message", message);
        }
        return Answer.ok(json);
    }

    private ArrayNode pins(Request request) {
        Channel channel = channel(request);
        return Json.nodes(world.messages().values().stream()
                .filter(m -> m.channel().equals(channel) && m.pinned() && !m.deleted())
                .map(Message::json)
                .toList());
    }

    private Answer pin(Request request, boolean is) {
        channel(request, "pins");
        Message message = message(request);
        if (message.pinned() == is) {
            return Answer.nothing();
        }
        message.pinned(is);
        message.record(is ? "pin" : "unpin", world.clock().instant());
        events.pins(message.channel());
        if (is) {
            Message note = world.draft(message.channel(), world.bot());
            note.notes(message);
            note.record("create", world.clock().instant());
            world.keep(note);
            events.message("MESSAGE_CREATE", note);
        }
        return Answer.nothing();
    }
}
