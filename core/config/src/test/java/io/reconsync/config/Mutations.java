// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.config;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Breaks a valid tree in one place after the other, as its schema suggests. */
final class Mutations {
    /** A broken tree. */
    record Mutation(String name, Map<String, Object> tree) {}

    private final Map<?, ?> schema;
    private final Map<String, Object> tree;
    private final List<Mutation> mutations = new ArrayList<>();

    private Mutations(Map<?, ?> schema, Map<String, Object> tree) {
        this.schema = schema;
        this.tree = tree;
    }

    static List<Mutation> of(Map<?, ?> schema, Map<String, Object> tree) {
        Mutations all = new Mutations(schema, tree);
        all.object(schema, tree, List.of());
        return all.mutations;
    }

    private void object(Map<?, ?> schema, Map<?, ?> value, List<Object> path) {
        Object properties = schema.get("properties");
        if (Boolean.FALSE.equals(schema.get("additionalProperties")) && properties instanceof Map<?, ?> map) {
            String known = map.keySet().iterator().next().toString();
            change("misspelt", with(path, known + "x"), "value");
        }
        if (schema.get("required") instanceof List<?> required) {
            required.forEach(key -> change("missing", with(path, key), null));
        }
        value.forEach((key, each) -> {
            Object of = properties instanceof Map<?, ?> map ? map.get(key) : null;
            if (of instanceof Map<?, ?> known) {
                value(resolved(known), each, with(path, key));
            }
        });
    }

    private void value(Map<?, ?> schema, Object value, List<Object> path) {
        if (schema.get("anyOf") instanceof List<?>) {
            change("kind", path, List.of(List.of(Boolean.TRUE)));
            return;
        }
        switch (String.valueOf(schema.get("type"))) {
            case "string" -> {
                change("kind", path, 12345L);
                if (schema.containsKey("enum")) {
                    change("word", path, "no-such-word");
                }
                if (schema.containsKey("pattern")) {
                    change("form", path, "!! bad !!");
                }
                if (schema.containsKey("minLength")) {
                    change("empty", path, "");
                }
            }
            case "integer" -> {
                change("kind", path, "text");
                if (schema.get("minimum") instanceof Long least) {
                    change("small", path, least - 1);
                }
                if (schema.get("maximum") instanceof Long most) {
                    change("large", path, most + 1);
                }
            }
            case "boolean" -> change("kind", path, "maybe");
            case "array" -> array(schema, value, path);
            case "object" -> {
                change("kind", path, "text");
                object(schema, (Map<?, ?>) value, path);
            }
            default -> throw new IllegalStateException(path + " has no type");
        }
    }

    private void array(Map<?, ?> schema, Object value, List<Object> path) {
        change("kind", path, "text");
        if (schema.containsKey("minItems")) {
            change("short", path, List.of());
        }
        if (Boolean.TRUE.equals(schema.get("uniqueItems"))) {
            Object first = ((List<?>) value).get(0);
            change("twice", path, List.of(first, first));
        }
        if (schema.get("items") instanceof Map<?, ?> items && !((List<?>) value).isEmpty()) {
            value(resolved(items), ((List<?>) value).get(0), with(path, 0));
        }
    }

    private Map<?, ?> resolved(Map<?, ?> each) {
        Object at = each;
        while (at instanceof Map<?, ?> map && map.get("$ref") instanceof String ref) {
            at = schema;
            for (String part : ref.substring(2).split("/")) {
                at = ((Map<?, ?>) at).get(part);
            }
        }
        return (Map<?, ?>) at;
    }

    private static List<Object> with(List<Object> path, Object key) {
        List<Object> longer = new ArrayList<>(path);
        longer.add(key);
        return longer;
    }

    private void change(String kind, List<Object> path, Object to) {
        String name =
                kind + " " + String.join(".", path.stream().map(String::valueOf).toList());
        mutations.add(new Mutation(name, changed(tree, path, to)));
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> changed(Map<String, Object> tree, List<Object> path, Object to) {
        return (Map<String, Object>) replace(tree, path, to);
    }

    private static Object replace(Object at, List<Object> path, Object to) {
        if (path.isEmpty()) {
            return to;
        }
        List<Object> rest = path.subList(1, path.size());
        if (at instanceof List<?> list) {
            List<Object> copy = new ArrayList<>(list);
            copy.set((Integer) path.get(0), replace(copy.get((Integer) path.get(0)), rest, to));
            return copy;
        }
        Map<Object, Object> copy = new LinkedHashMap<>((Map<?, ?>) at);
        Object next = replace(copy.get(path.get(0)), rest, to);
        if (next == null) {
            copy.remove(path.get(0));
        } else {
            copy.put(path.get(0), next);
        }
        return copy;
    }
}
