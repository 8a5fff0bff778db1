// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.simulation.discord.check;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.reconsync.simulation.discord.world.Json;
import java.util.List;

/**
 * What well-known clients send although the description does not have it so, and Discord takes without a word. Nothing of ours
 * may lean on these.
 */
public final class Tolerated {
    private static final List<String> NUMBERS = List.of("contexts", "integration_types");

    /** Text, whole number, number. */
    private static final List<Integer> COMPLETED = List.of(3, 4, 10);

    private Tolerated() {}

    /** JDA adds {@code wait} to edits by webhook token, too. */
    static boolean parameter(String method, String template, String name) {
        return name.equals("wait")
                && !method.equals("GET")
                && template.startsWith("/webhooks/{webhook_id}/{webhook_token}");
    }

    /** The body as the description would have it. Texts and numbers stand for each other where Discord reads both. */
    static JsonNode read(JsonNode body) {
        JsonNode copy = body.deepCopy();
        if (copy instanceof ArrayNode commands) {
            commands.forEach(Tolerated::command);
        } else {
            command(copy);
            message(copy);
            message(copy.path("data"));
        }
        return copy;
    }

    /** JDA: numbers of contexts as texts, permissions as text, {@code nsfw}, and see {@link #options}. */
    private static void command(JsonNode node) {
        if (!(node instanceof ObjectNode command)) {
            return;
        }
        for (String field : NUMBERS) {
            if (command.get(field) instanceof ArrayNode texts) {
                ArrayNode numbers = Json.array();
                texts.forEach(text -> numbers.add(text.asInt()));
                command.set(field, numbers);
            }
        }
        if (command.path("default_member_permissions").isTextual()) {
            command.put(
                    "default_member_permissions",
                    command.path("default_member_permissions").asLong(-1));
        }
        command.remove("nsfw");
        options(command.path("options"));
    }

    /** JDA says of each option that it has no {@code autocomplete}, also of kinds that cannot have it. */
    public static void options(JsonNode options) {
        for (JsonNode option : options) {
            boolean silent = !option.path("autocomplete").asBoolean(false);
            if (silent
                    && option instanceof ObjectNode each
                    && !COMPLETED.contains(each.path("type").asInt())) {
                each.remove("autocomplete");
            }
            options(option.path("options"));
        }
    }

    /**
     * JDA and discord.js: numbers for the ids of new files; JDA: {@code content_type}; discord.js: what is false anyway.
     */
    private static void message(JsonNode node) {
        if (!(node instanceof ObjectNode message)) {
            return;
        }
        for (JsonNode one : message.path("attachments")) {
            if (one instanceof ObjectNode attachment) {
                attachment.put("id", attachment.path("id").asText());
                attachment.remove("content_type");
            }
        }
        for (String field : List.of("tts", "enforce_nonce")) {
            if (message.path(field).isBoolean() && !message.path(field).asBoolean()) {
                message.remove(field);
            }
        }
    }
}
