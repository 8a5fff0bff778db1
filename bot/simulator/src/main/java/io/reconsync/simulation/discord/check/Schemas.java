// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.simulation.discord.check;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.reconsync.simulation.discord.world.Json;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/**
 * The schemas of Discord's description, made stricter: a field that they do not name is an error. First all are defined, then
 * they may be used by several threads.
 */
public final class Schemas {
    private static final String ID = "https://discord.simulated/openapi";
    private static final String THERE = "#/components/schemas/";
    private static final String HERE = "#/$defs/";
    private static final int SHOWN = 4;
    private static final List<String> COMPOSED = List.of("Error", "ErrorResponse", "RatelimitedResponse");
    private final ObjectNode document;
    private final ObjectNode definitions;
    private final Map<String, Schema> compiled = new ConcurrentHashMap<>();
    private SchemaRegistry registry;

    public Schemas(OpenApi api) {
        document = Json.object().put("$id", ID).put("$schema", "https://json-schema.org/draft/2020-12/schema");
        definitions = document.putObject("$defs");
        api.document().path("components").path("schemas").properties().forEach(field -> {
            JsonNode copy = field.getValue().deepCopy();
            if (!COMPOSED.contains(field.getKey())) {
                close(copy);
            }
            definitions.set(field.getKey(), copy);
        });
        corrected();
    }

    /** Where the description is not what Discord does: the codes in a form's errors are words. */
    private void corrected() {
        ObjectNode inner = definitions.withObject("/InnerErrors/properties/_errors/items");
        inner.removeAll();
        inner.put("type", "object").putArray("required").add("code").add("message");
    }

    private static void close(JsonNode schema) {
        if (schema instanceof ObjectNode object) {
            object.remove("x-discord-union");
            if (object.has("properties") && !object.has("additionalProperties") && !object.has("allOf")) {
                object.put("additionalProperties", false);
            }
        }
        schema.forEach(Schemas::close);
    }

    /** Makes a schema known under a name. */
    void define(String name, JsonNode schema) {
        JsonNode copy = schema.deepCopy();
        close(copy);
        definitions.set(name, copy);
    }

    boolean defines(String name) {
        return definitions.has(name);
    }

    /**
     * What is wrong with a value.
     *
     * @param text for people, empty if nothing is
     * @param places where it is something that Discord refuses too, so not a field that it does not know
     */
    record Finding(String text, List<String> places) {}

    /** What is wrong with a value, empty if nothing is. */
    public String check(String name, JsonNode value) {
        return find(name, value).text();
    }

    Finding find(String name, JsonNode value) {
        Schema schema = compiled.computeIfAbsent(
                name, n -> registry().getSchema(Json.object().put("$ref", ID + HERE + name)));
        List<Error> errors = schema.validate(value).stream()
                .sorted(Comparator.comparing(
                        (Error e) -> -e.getInstanceLocation().getNameCount()))
                .toList();
        String text = errors.stream()
                .map(e -> e.getInstanceLocation() + ": " + e.getMessage() + " (" + e.getSchemaLocation() + ")")
                .map(one -> one.replace(ID + HERE, ""))
                .distinct()
                .limit(SHOWN)
                .collect(Collectors.joining("; "));
        List<String> places = errors.stream()
                .filter(e -> !e.getKeyword().equals("additionalProperties"))
                .map(e -> e.getInstanceLocation().toString())
                .distinct()
                .limit(SHOWN)
                .toList();
        return new Finding(text, places);
    }

    private synchronized SchemaRegistry registry() {
        if (registry == null) {
            String text = document.toString().replace("\"" + THERE, "\"" + HERE);
            registry = SchemaRegistry.withDefaultDialect(
                    SpecificationVersion.DRAFT_2020_12, builder -> builder.schemas(Map.of(ID, text)));
        }
        return registry;
    }
}
