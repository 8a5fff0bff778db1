// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.config.schema;

import io.reconsync.api.ErrorOwner;
import io.reconsync.api.ReconException;
import io.reconsync.contract.json.JsonCodec;
import io.reconsync.protocol.log.LinePattern;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads JSON Schemas. A keyword that is not known is refused, so that none is silently without effect. */
public final class SchemaReader {
    private static final Set<String> SILENT =
            Set.of("$schema", "$id", "$comment", "$defs", "title", "default", "examples", "deprecated", "readOnly");
    private static final Set<String> KNOWN = Set.of(
            "type",
            "properties",
            "patternProperties",
            "additionalProperties",
            "required",
            "enum",
            "const",
            "pattern",
            "format",
            "minimum",
            "maximum",
            "minLength",
            "maxLength",
            "minItems",
            "maxItems",
            "items",
            "uniqueItems",
            "anyOf",
            "oneOf",
            "writeOnly",
            "description",
            "$ref");
    private static final int DEEPEST = 40;

    private final String origin;
    private final Map<?, ?> root;

    private SchemaReader(String origin, Map<?, ?> root) {
        this.origin = origin;
        this.root = root;
    }

    /**
     * The schema in a text.
     *
     * @param origin for messages: {@code plugin ark}
     * @throws ReconException code {@code schema-malformed}, owner PLUGIN
     */
    public static Schema read(String origin, String text, JsonCodec json) {
        Object value;
        try {
            value = json.read(text);
        } catch (ReconException e) {
            throw malformed(origin, e.getMessage());
        }
        if (!(value instanceof Map<?, ?> map)) {
            throw malformed(origin, "It is no object.");
        }
        return new SchemaReader(origin, map).schema(map, 0);
    }

    private Schema schema(Object value, int depth) {
        if (depth > DEEPEST) {
            throw malformed(origin, "It is nested too deep or refers to itself.");
        }
        if (!(value instanceof Map<?, ?> map)) {
            throw malformed(origin, "A schema is no object.");
        }
        if (map.get("$ref") instanceof String ref) {
            return schema(definition(ref), depth + 1);
        }
        for (Object key : map.keySet()) {
            if (!KNOWN.contains(key) && !SILENT.contains(key) && !key.toString().startsWith("x-")) {
                throw malformed(origin, "The keyword " + key + " is not supported.");
            }
        }
        Object additional = map.get("additionalProperties");
        Map<LinePattern, Schema> patterns = new LinkedHashMap<>();
        schemas(map.get("patternProperties"), depth)
                .forEach((key, each) -> patterns.put(LinePattern.compile(origin, key), each));
        return new Schema(
                texts(map.get("type")),
                schemas(map.get("properties"), depth),
                patterns,
                additional instanceof Map<?, ?> ? Optional.of(schema(additional, depth + 1)) : Optional.empty(),
                Boolean.FALSE.equals(additional),
                texts(map.get("required")),
                allowed(map),
                text(map, "pattern").map(pattern -> LinePattern.compile(origin, pattern)),
                text(map, "format"),
                new Schema.Bounds(
                        number(map, "minimum"),
                        number(map, "maximum"),
                        number(map, "minLength").map(Double::longValue),
                        number(map, "maxLength").map(Double::longValue),
                        number(map, "minItems").map(Double::longValue),
                        number(map, "maxItems").map(Double::longValue)),
                map.containsKey("items") ? Optional.of(schema(map.get("items"), depth + 1)) : Optional.empty(),
                Boolean.TRUE.equals(map.get("uniqueItems")),
                alternatives(map, depth),
                Boolean.TRUE.equals(map.get("writeOnly")),
                text(map, "description").orElse(""));
    }

    private Object definition(String ref) {
        Object at = root;
        if (!ref.startsWith("#/")) {
            throw malformed(origin, "The reference " + ref + " leads outside.");
        }
        for (String part : ref.substring(2).split("/")) {
            at = at instanceof Map<?, ?> map ? map.get(part) : null;
        }
        return at;
    }

    private List<Schema> alternatives(Map<?, ?> map, int depth) {
        List<Schema> any = new ArrayList<>();
        for (String keyword : List.of("anyOf", "oneOf")) {
            if (map.get(keyword) instanceof List<?> list) {
                list.forEach(each -> any.add(schema(each, depth + 1)));
            }
        }
        return List.copyOf(any);
    }

    private Map<String, Schema> schemas(Object value, int depth) {
        Map<String, Schema> schemas = new LinkedHashMap<>();
        if (value instanceof Map<?, ?> map) {
            map.forEach((key, each) -> schemas.put(key.toString(), schema(each, depth + 1)));
        }
        return schemas;
    }

    private static Optional<Set<String>> allowed(Map<?, ?> map) {
        Set<String> values = new LinkedHashSet<>();
        if (map.get("enum") instanceof List<?> list) {
            list.forEach(each -> values.add(String.valueOf(each)));
        }
        if (map.containsKey("const")) {
            values.add(String.valueOf(map.get("const")));
        }
        return values.isEmpty() ? Optional.empty() : Optional.of(values);
    }

    private static List<String> texts(Object value) {
        if (value instanceof List<?> list) {
            return list.stream().map(String::valueOf).toList();
        }
        return value instanceof String text ? List.of(text) : List.of();
    }

    private static Optional<String> text(Map<?, ?> map, String key) {
        return map.get(key) instanceof String text ? Optional.of(text) : Optional.empty();
    }

    private static Optional<Double> number(Map<?, ?> map, String key) {
        return map.get(key) instanceof Number number ? Optional.of(number.doubleValue()) : Optional.empty();
    }

    private static ReconException malformed(String origin, String why) {
        return new ReconException(
                "schema-malformed",
                ErrorOwner.PLUGIN,
                "The schema of " + origin + " cannot be used. " + why,
                "Install a corrected version of it; until then its keys are not checked.");
    }
}
