// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.simulation.discord.rest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.reconsync.simulation.discord.check.ApiError;
import io.reconsync.simulation.discord.check.MessageLimits;
import io.reconsync.simulation.discord.world.Attachment;
import io.reconsync.simulation.discord.world.Json;
import io.reconsync.simulation.discord.world.Message;
import io.reconsync.simulation.discord.world.Pings;
import io.reconsync.simulation.discord.world.World;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Supplier;

/** Puts what a bot or webhook sent into a message, as far as it is allowed. */
final class MessageForm {
    private static final long MOST_BYTES = 10L * 1024 * 1024;
    private final World world;
    private final Supplier<String> files;

    /** @param files where attachments can be fetched, with a slash at the end */
    MessageForm(World world, Supplier<String> files) {
        this.world = world;
        this.files = files;
    }

    /** Fills a message that nobody has seen yet. */
    void create(Message message, JsonNode body, List<Request.Upload> uploads) {
        int flags = message.flags()
                | body.path("flags").asInt(0)
                        & (Message.SUPPRESS_EMBEDS | Message.EPHEMERAL | Message.SILENT | Message.COMPONENTS_V2);
        check(message, flags, body, uploads);
        if (Json.has(body, "nonce")) {
            message.nonce(body.get("nonce"));
        }
        if (Json.has(body, "message_reference")) {
            message.reference(Json.object()
                    .put("type", 0)
                    .put("channel_id", message.channel().id())
                    .put(
                            "message_id",
                            body.path("message_reference").path("message_id").asText()));
        }
        message.flags(flags);
        apply(message, body, uploads);
        message.record("create", world.clock().instant());
    }

    /** Changes what the body names and leaves the rest. */
    void edit(Message message, JsonNode body, List<Request.Upload> uploads) {
        int free = Message.SUPPRESS_EMBEDS | Message.COMPONENTS_V2;
        int asked = body.path("flags").asInt(message.flags()) & free;
        int flags = message.flags() & ~Message.LOADING & ~Message.SUPPRESS_EMBEDS | asked;
        check(message, flags, body, uploads);
        message.flags(flags);
        if (body.has("attachments")) {
            List<String> kept = body.path("attachments").findValuesAsText("id");
            message.attachments().removeIf(a -> !kept.contains(a.id()));
        }
        apply(message, body, uploads);
        message.record("edit", world.clock().instant());
    }

    private static void check(Message message, int flags, JsonNode body, List<Request.Upload> uploads) {
        MessageLimits.check(body, (flags & Message.COMPONENTS_V2) != 0);
        if (uploads.size() > 10) {
            throw new ApiError(400, 30015, "Maximum number of attachments in a message reached (10)");
        }
        if (uploads.stream().mapToLong(u -> u.bytes().length).sum() > MOST_BYTES) {
            throw new ApiError(413, 40005, "Request entity too large");
        }
        boolean text = body.has("content")
                ? !Json.text(body, "content", "").isBlank()
                : !message.content().isEmpty();
        boolean embeds = !(body.has("embeds") ? body.get("embeds") : message.embeds()).isEmpty();
        boolean components = !(body.has("components") ? body.get("components") : message.components()).isEmpty();
        boolean files = !uploads.isEmpty()
                || !(body.has("attachments")
                        ? body.get("attachments").isEmpty()
                        : message.attachments().isEmpty());
        if (!text && !embeds && !components && !files) {
            throw new ApiError(400, 50006, "Cannot send an empty message");
        }
    }

    private void apply(Message message, JsonNode body, List<Request.Upload> uploads) {
        for (Request.Upload upload : uploads) {
            message.attachments().add(attachment(upload, body.path("attachments")));
        }
        if (body.has("content")
                || body.has("allowed_mentions") && message.content().isEmpty()) {
            String text = Json.text(body, "content", "").strip();
            message.content(text, Pings.in(text, body.path("allowed_mentions"), world::person));
        }
        if (body.has("embeds")) {
            message.embeds(embeds(message, body.path("embeds")));
        }
        if (body.has("components")) {
            message.components(numbered(body.path("components"), new int[1]));
        }
    }

    private Attachment attachment(Request.Upload upload, JsonNode described) {
        String id = world.nextId();
        String description = null;
        String name = upload.filename();
        for (JsonNode one : described) {
            if (one.path("id").asText().equals(upload.number() + "")) {
                description = Json.text(one, "description", null);
                name = Json.text(one, "filename", name);
            }
        }
        String url = files.get() + id + "/" + URLEncoder.encode(name, StandardCharsets.UTF_8);
        return new Attachment(id, name, upload.contentType(), description, url, upload.bytes());
    }

    private static ArrayNode embeds(Message message, JsonNode embeds) {
        ArrayNode shown = Json.array();
        for (JsonNode embed : embeds) {
            ObjectNode copy = (ObjectNode) Json.withoutNulls(embed);
            copy.put("type", "rich");
            for (JsonNode field : copy.path("fields")) {
                ((ObjectNode) field).put("inline", field.path("inline").asBoolean(false));
            }
            for (String picture : List.of("image", "thumbnail", "author", "footer")) {
                if (copy.get(picture) instanceof ObjectNode node) {
                    attached(message, node, "url");
                    attached(message, node, "icon_url");
                }
            }
            shown.add(copy);
        }
        return shown;
    }

    private static void attached(Message message, ObjectNode node, String field) {
        String url = node.path(field).asText();
        if (url.startsWith("attachment://")) {
            message.attachments().stream()
                    .filter(a -> a.filename().equals(url.substring("attachment://".length())))
                    .forEach(a -> node.put(field, a.url()));
        }
    }

    /** Components get numbers, and what a client may leave out. */
    private static ArrayNode numbered(JsonNode components, int[] last) {
        ArrayNode shown = Json.array();
        for (JsonNode component : components) {
            shown.add(numbered((ObjectNode) Json.withoutNulls(component), last));
        }
        return shown;
    }

    private static ObjectNode numbered(ObjectNode component, int[] last) {
        if (component.path("id").asInt(0) == 0) {
            component.put("id", ++last[0]);
        }
        int type = component.path("type").asInt();
        if (type >= 3 && type <= 8 && type != 4) {
            component.put("min_values", component.path("min_values").asInt(1));
            component.put("max_values", component.path("max_values").asInt(1));
        }
        if (type == 17) {
            component.put("spoiler", component.path("spoiler").asBoolean(false));
        }
        if (component.has("components")) {
            component.set("components", numbered(component.get("components"), last));
        }
        if (component.get("accessory") instanceof ObjectNode accessory) {
            component.set("accessory", numbered(accessory, last));
        }
        return component;
    }
}
