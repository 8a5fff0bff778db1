// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.simulation.discord.control;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.reconsync.simulation.discord.world.Json;
import java.util.ArrayList;
import java.util.List;

/** A form as a member filled it in. Fields that nobody filled keep the value that the form came with. */
final class ModalForm {
    private static final int LABEL = 18;
    private static final int TEXT = 4;
    private final JsonNode modal;
    private final JsonNode fields;

    ModalForm(JsonNode modal, JsonNode fields) {
        this.modal = modal;
        this.fields = fields;
    }

    ArrayNode filled() {
        List<String> unknown = new ArrayList<>();
        fields.fieldNames().forEachRemaining(unknown::add);
        ArrayNode components = Json.array();
        int number = 1;
        for (JsonNode outer : modal.path("components")) {
            int type = outer.path("type").asInt();
            ObjectNode copy = Json.object().put("type", type).put("id", number++);
            if (type == LABEL) {
                unknown.remove(outer.path("component").path("custom_id").asText());
                copy.set("component", field(outer.path("component"), number++));
            } else if (type == 1) {
                JsonNode inner = outer.path("components").path(0);
                unknown.remove(inner.path("custom_id").asText());
                copy.putArray("components").add(field(inner, number++));
            }
            components.add(copy);
        }
        if (!unknown.isEmpty()) {
            throw new Refused(409, "the form has no fields " + unknown);
        }
        return components;
    }

    private ObjectNode field(JsonNode field, int number) {
        String id = field.path("custom_id").asText();
        int type = field.path("type").asInt();
        ObjectNode json = Json.object().put("type", type).put("id", number).put("custom_id", id);
        JsonNode given = fields.path(id);
        if (type != TEXT) {
            json.set("values", given.isArray() ? given : Json.array());
            return json;
        }
        String text = given.isMissingNode() ? Json.text(field, "value", "") : given.asText();
        boolean required = field.path("required").asBoolean(true);
        int least = Math.max(field.path("min_length").asInt(0), required ? 1 : 0);
        if (text.length() > field.path("max_length").asInt(4000)
                || text.length() < least && !(text.isEmpty() && !required)) {
            throw new Refused(409, "the field " + id + " does not take \"" + text + "\"");
        }
        return json.put("value", text);
    }
}
