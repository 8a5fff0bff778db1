// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.simulation.discord.check;

import com.fasterxml.jackson.databind.JsonNode;
import io.reconsync.simulation.discord.world.Json;
import java.util.HashSet;
import java.util.Set;

/** Lengths and counts of messages: content, embeds, components. */
public final class MessageLimits {
    private static final int ACTION_ROW = 1;
    private static final int BUTTON = 2;
    private static final int STRING_SELECT = 3;
    private static final int LAST_SELECT = 8;
    private static final int TEXT_DISPLAY = 10;
    private static final int LINK = 5;
    private static final int PREMIUM = 6;

    private final FormErrors errors = new FormErrors();
    private final Set<String> ids = new HashSet<>();
    private int components;
    private int textShown;

    private MessageLimits() {}

    /**
     * @param body as the bot sent it
     * @param modern if the flag for the second kind of components is set
     */
    public static void check(JsonNode body, boolean modern) {
        MessageLimits limits = new MessageLimits();
        limits.errors.atMost("content", Json.text(body, "content", null), 2000);
        limits.embeds(body.path("embeds"));
        limits.components("components", body.path("components"), modern);
        limits.errors.count("components", modern ? 0 : body.path("components").size(), 5);
        limits.errors.count("components", limits.components, 40);
        if (modern
                && (!Json.text(body, "content", "").isEmpty()
                        || !body.path("embeds").isEmpty())) {
            limits.errors.add(
                    "content", "MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2", "Not with IS_COMPONENTS_V2");
        }
        if (limits.textShown > 4000) {
            limits.errors.add("components", "COMPONENT_TOTAL_TEXT_TOO_LONG", "Must be 4000 or fewer in total.");
        }
        if (Json.has(body, "nonce")) {
            limits.errors.atMost("nonce", body.path("nonce").asText(), 25);
        }
        limits.errors.throwIfAny();
    }

    /** A modal's title, its count of components and their texts. */
    public static void modal(JsonNode data) {
        FormErrors errors = new FormErrors();
        errors.required("data.custom_id", Json.text(data, "custom_id", null));
        errors.atMost("data.custom_id", Json.text(data, "custom_id", null), 100);
        errors.required("data.title", Json.text(data, "title", null));
        errors.atMost("data.title", Json.text(data, "title", null), 45);
        errors.count("data.components", data.path("components").size(), 5);
        if (data.path("components").isEmpty()) {
            errors.add("data.components", "BASE_TYPE_BAD_LENGTH", "Must be between 1 and 5 in length.");
        }
        for (int i = 0; i < data.path("components").size(); i++) {
            JsonNode label = data.path("components").get(i);
            String at = "data.components." + i;
            errors.atMost(at + ".label", Json.text(label, "label", null), 45);
            errors.atMost(at + ".description", Json.text(label, "description", null), 100);
            errors.atMost(at + ".component.placeholder", Json.text(label.path("component"), "placeholder", null), 100);
            errors.atMost(at + ".component.value", Json.text(label.path("component"), "value", null), 4000);
        }
        errors.throwIfAny();
    }

    /** At most 25 choices, with short names and values. */
    public static void choices(JsonNode choices) {
        FormErrors errors = new FormErrors();
        errors.count("data.choices", choices.size(), 25);
        for (int i = 0; i < choices.size(); i++) {
            String at = "data.choices." + i;
            errors.required(at + ".name", Json.text(choices.get(i), "name", null));
            errors.atMost(at + ".name", Json.text(choices.get(i), "name", null), 100);
            errors.atMost(at + ".value", Json.text(choices.get(i), "value", null), 100);
        }
        errors.throwIfAny();
    }

    private void embeds(JsonNode embeds) {
        errors.count("embeds", embeds.size(), 10);
        int sum = 0;
        for (int i = 0; i < embeds.size(); i++) {
            JsonNode embed = embeds.get(i);
            String at = "embeds." + i;
            sum += text(at + ".title", embed, "title", 256)
                    + text(at + ".description", embed, "description", 4096)
                    + text(at + ".footer.text", embed.path("footer"), "text", 2048)
                    + text(at + ".author.name", embed.path("author"), "name", 256);
            errors.count(at + ".fields", embed.path("fields").size(), 25);
            for (int k = 0; k < embed.path("fields").size(); k++) {
                JsonNode field = embed.path("fields").get(k);
                errors.required(at + ".fields." + k + ".name", Json.text(field, "name", null));
                errors.required(at + ".fields." + k + ".value", Json.text(field, "value", null));
                sum += text(at + ".fields." + k + ".name", field, "name", 256)
                        + text(at + ".fields." + k + ".value", field, "value", 1024);
            }
        }
        if (sum > 6000) {
            errors.add("embeds", "MAX_EMBED_SIZE_EXCEEDED", "Embed size exceeds maximum size of 6000");
        }
    }

    private int text(String at, JsonNode node, String field, int most) {
        String text = Json.text(node, field, "");
        errors.atMost(at, text, most);
        return text.length();
    }

    private void components(String at, JsonNode list, boolean modern) {
        for (int i = 0; i < list.size(); i++) {
            JsonNode component = list.get(i);
            String here = at + "." + i;
            int type = component.path("type").asInt();
            components++;
            if (!modern && (at.equals("components") != (type == ACTION_ROW) || type > LAST_SELECT)) {
                errors.add(
                        here + ".type",
                        "UNION_TYPE_CHOICES",
                        "Value of field \"type\" must be one of (1,) at the top.");
            }
            if (type == ACTION_ROW) {
                errors.count(here + ".components", component.path("components").size(), 5);
            }
            if (type == TEXT_DISPLAY) {
                textShown += Json.text(component, "content", "").length();
            }
            interactive(here, component, type);
            components(here + ".components", component.path("components"), modern);
            if (component.has("accessory")) {
                components(here + ".accessory", Json.array().add(component.get("accessory")), modern);
            }
        }
    }

    private void interactive(String at, JsonNode component, int type) {
        if (type < BUTTON || type > LAST_SELECT) {
            return;
        }
        String id = Json.text(component, "custom_id", null);
        int style = component.path("style").asInt();
        if (type == BUTTON && (style == LINK || style == PREMIUM)) {
            errors.required(at + ".url", Json.text(component, style == LINK ? "url" : "sku_id", null));
            errors.atMost(at + ".url", Json.text(component, "url", null), 512);
        } else {
            errors.required(at + ".custom_id", id);
            errors.atMost(at + ".custom_id", id, 100);
            if (id != null && !ids.add(id)) {
                errors.add(
                        at + ".custom_id",
                        "COMPONENT_CUSTOM_ID_DUPLICATED",
                        "Component custom id cannot be duplicated");
            }
        }
        errors.atMost(at + ".label", Json.text(component, "label", null), 80);
        errors.atMost(at + ".placeholder", Json.text(component, "placeholder", null), 150);
        if (type == STRING_SELECT) {
            errors.count(at + ".options", component.path("options").size(), 25);
            for (int i = 0; i < component.path("options").size(); i++) {
                for (String field : new String[] {"label", "value", "description"}) {
                    errors.atMost(
                            at + ".options." + i + "." + field,
                            Json.text(component.path("options").get(i), field, null),
                            100);
                }
            }
        }
    }
}
