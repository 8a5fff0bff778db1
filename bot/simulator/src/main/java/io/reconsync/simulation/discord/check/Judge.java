// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.simulation.discord.check;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Compares every request and every response with Discord's description and writes down what differs. Safe for threads. */
public final class Judge {
    private static final String JSON = "application/json";
    private final OpenApi api;
    private final Schemas schemas;
    private final Violations violations;

    public Judge(OpenApi api, Schemas schemas, Violations violations) {
        this.api = api;
        this.schemas = schemas;
        this.violations = violations;
        for (Map.Entry<String, JsonNode> path : api.document().path("paths").properties()) {
            for (String method : new String[] {"get", "put", "post", "patch", "delete"}) {
                define(key(method, path.getKey()), path.getValue().path(method));
            }
        }
    }

    private void define(String key, JsonNode operation) {
        JsonNode request = schema(operation.path("requestBody"));
        if (!request.isMissingNode()) {
            schemas.define(key + "-request", request);
        }
        operation.path("responses").properties().forEach(response -> {
            JsonNode schema = schema(resolved(response.getValue()));
            if (!schema.isMissingNode()) {
                schemas.define(key + "-" + response.getKey(), schema);
            }
        });
    }

    private static JsonNode schema(JsonNode body) {
        return body.path("content").path(JSON).path("schema");
    }

    private JsonNode resolved(JsonNode node) {
        return node.has("$ref") ? api.document().at(node.path("$ref").asText().substring(1)) : node;
    }

    /** A key that needs no escaping in a reference. */
    private static String key(String method, String template) {
        return (method + template).toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-")
                + Integer.toHexString(template.hashCode());
    }

    /** What came. A missing body is right where none is described. Throws what Discord refuses: wrong types and values. */
    public void request(String method, String template, Map<String, String> query, JsonNode body) {
        List<String> wrong = new ArrayList<>();
        FormErrors errors = new FormErrors();
        JsonNode operation = api.operation(method, template);
        Set<String> known = new HashSet<>(operation.path("parameters").findValuesAsText("name"));
        for (String name : query.keySet()) {
            if (!known.contains(name) && !Tolerated.parameter(method, template, name)) {
                wrong.add("unknown parameter " + name);
            }
        }
        String key = key(method, template) + "-request";
        if (schemas.defines(key) && !body.isMissingNode()) {
            Schemas.Finding found = schemas.find(branch(template, key, body), Tolerated.read(body));
            if (!found.text().isEmpty()) {
                wrong.add(found.text() + " in " + body);
            }
            found.places()
                    .forEach(place -> errors.add(
                            place.replaceFirst("^/", "").replace('/', '.'),
                            "BASE_TYPE_BAD_TYPE",
                            "This is not as described."));
        } else if (schemas.defines(key)
                && operation.path("requestBody").path("required").asBoolean()) {
            wrong.add("no body");
        } else if (!schemas.defines(key) && !body.isMissingNode() && !body.isEmpty()) {
            wrong.add("a body where none is described: " + body);
        }
        wrong.forEach(one -> violations.add("request", method + " " + template, one));
        errors.throwIfAny();
    }

    /** Of a callback's many forms the one that its type means, so that only what is wrong with that one is told. */
    private static String branch(String template, String key, JsonNode body) {
        if (!template.startsWith("/interactions/")) {
            return key;
        }
        return switch (body.path("type").asInt()) {
            case 4, 5 -> "CreateMessageInteractionCallbackRequest";
            case 6, 7 -> "UpdateMessageInteractionCallbackRequest";
            case 8 -> "ApplicationCommandAutocompleteCallbackRequest";
            case 9 -> "ModalInteractionCallbackRequest";
            default -> key;
        };
    }

    /** What went out; body null for none. Server errors are not described. */
    public void response(String method, String template, int status, JsonNode body) {
        if (status >= 500) {
            return;
        }
        JsonNode responses = api.operation(method, template).path("responses");
        String known = responses.has("" + status) ? "" + status : status / 100 + "XX";
        if (!responses.has(known)) {
            violations.add("response", method + " " + template, "status " + status + " is not described");
            return;
        }
        String key = key(method, template) + "-" + known;
        if (schemas.defines(key) != (body != null)) {
            violations.add(
                    "response",
                    method + " " + template,
                    "status " + status + (body == null ? " without" : " with") + " a body");
        } else if (body != null) {
            String wrong = schemas.check(key, body);
            if (!wrong.isEmpty()) {
                violations.add("response", method + " " + template, wrong + " in " + body);
            }
        }
    }
}
