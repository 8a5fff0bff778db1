// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.config.schema;

import io.reconsync.config.yaml.Place;
import io.reconsync.config.yaml.Problems;
import io.reconsync.config.yaml.YamlValue;
import io.reconsync.config.yaml.YamlValue.Entry;
import io.reconsync.config.yaml.YamlValue.Items;
import io.reconsync.config.yaml.YamlValue.Mapping;
import io.reconsync.config.yaml.YamlValue.Scalar;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Compares a tree with a schema and says what is wrong, in sentences with places. */
public final class SchemaCheck {
    private final Problems problems;
    private final Set<String> secrets;

    /**
     * A check.
     *
     * @param problems takes what is wrong
     * @param secrets takes the dotted keys that the schema marks as secret
     */
    public SchemaCheck(Problems problems, Set<String> secrets) {
        this.problems = problems;
        this.secrets = secrets;
    }

    /** Compares; {@code key} is the dotted key of the value, empty for a whole file. */
    public void check(YamlValue value, Schema schema, String key, Place at) {
        if (schema.secret()) {
            secrets.add(key);
        }
        if (!schema.any().isEmpty()) {
            alternatives(value, schema, key, at);
        }
        if (!typeFits(value, schema.types())) {
            wrongType(value, schema, key);
            return;
        }
        if (value instanceof Mapping mapping) {
            mapping(mapping, schema, key, at);
        } else if (value instanceof Items items) {
            items(items, schema, key);
        } else {
            new ScalarCheck(problems, key, schema).check((Scalar) value);
        }
    }

    private void alternatives(YamlValue value, Schema schema, String key, Place at) {
        List<Schema> fitting = schema.any().stream()
                .filter(each -> typeFits(value, each.types()))
                .toList();
        if (fitting.isEmpty()) {
            Set<String> types = new TreeSet<>();
            schema.any().forEach(each -> types.addAll(each.types()));
            new ScalarCheck(problems, key, schema).wrongType(value, types);
            return;
        }
        Problems first = null;
        for (Schema each : fitting) {
            Problems own = new Problems(problems.file());
            new SchemaCheck(own, secrets).check(value, each, key, at);
            if (!own.fatal()) {
                return;
            }
            first = first == null ? own : first;
        }
        problems.addAll(first);
    }

    private void wrongType(YamlValue value, Schema schema, String key) {
        new ScalarCheck(problems, key, schema).wrongType(value, schema.types());
    }

    private static boolean typeFits(YamlValue value, List<String> types) {
        return types.isEmpty()
                || types.stream().anyMatch(type -> switch (type) {
                    case "object" -> value instanceof Mapping;
                    case "array" -> value instanceof Items;
                    case "string" -> value instanceof Scalar scalar && scalar.value() instanceof String;
                    case "boolean" -> value instanceof Scalar scalar && scalar.value() instanceof Boolean;
                    case "integer" -> value instanceof Scalar scalar && scalar.value() instanceof Long;
                    case "number" -> value instanceof Scalar scalar && scalar.value() instanceof Number;
                    default -> false;
                });
    }

    private void mapping(Mapping mapping, Schema schema, String key, Place at) {
        for (String name : schema.required()) {
            if (mapping.get(name) == null) {
                String dotted = dotted(key, name);
                Schema missing = schema.properties().get(name);
                problems.error(
                        key.isEmpty() ? mapping.place() : at,
                        dotted,
                        "",
                        missing == null ? "" : ScalarCheck.allowed(missing),
                        "The key " + dotted + " is missing.",
                        "Add it"
                                + (missing == null || missing.description().isEmpty()
                                        ? "."
                                        : ": " + missing.description()));
            }
        }
        for (Map.Entry<String, Entry> each : mapping.entries().entrySet()) {
            String dotted = dotted(key, each.getKey());
            schema.of(each.getKey())
                    .ifPresentOrElse(
                            known -> check(
                                    each.getValue().value(),
                                    known,
                                    dotted,
                                    each.getValue().key()),
                            () -> unknown(each, schema, dotted));
        }
    }

    private void unknown(Map.Entry<String, Entry> entry, Schema schema, String dotted) {
        if (schema.closed()) {
            unknown(
                    problems,
                    entry.getValue().key(),
                    dotted,
                    schema.properties().keySet());
        }
    }

    /** Reports a key that is not known, with the one that was probably meant. */
    public static void unknown(Problems problems, Place place, String dotted, Set<String> known) {
        String name = dotted.substring(dotted.lastIndexOf('.') + 1);
        String allowed = String.join(", ", new TreeSet<>(known));
        problems.error(
                place,
                dotted,
                name,
                allowed,
                "The key " + dotted + " is not known.",
                Nearest.to(name, known)
                        .map(near -> "Did you mean " + near + "?")
                        .orElse(allowed.isEmpty() ? "Remove it." : "Remove it, or use one of: " + allowed + "."));
    }

    private void items(Items items, Schema schema, String key) {
        schema.bounds()
                .minItems()
                .filter(least -> items.items().size() < least)
                .ifPresent(least -> problems.error(
                        items.place(),
                        key,
                        items.items().size() + " entries",
                        "at least " + least,
                        "The list " + key + " is too short.",
                        "Give at least " + least + (least == 1 ? " entry." : " entries.")));
        schema.bounds()
                .maxItems()
                .filter(most -> items.items().size() > most)
                .ifPresent(most -> problems.error(
                        items.place(),
                        key,
                        items.items().size() + " entries",
                        "at most " + most,
                        "The list " + key + " is too long.",
                        "Give at most " + most + " entries."));
        Set<Object> seen = new HashSet<>();
        List<YamlValue> values = new ArrayList<>(items.items());
        for (int i = 0; i < values.size(); i++) {
            YamlValue item = values.get(i);
            String at = key + "[" + i + "]";
            schema.items().ifPresent(each -> check(item, each, at, item.place()));
            if (schema.unique() && !seen.add(plain(item))) {
                problems.error(
                        item.place(), at, "The list " + key + " names the same twice.", "Remove one of the two.");
            }
        }
    }

    private static Object plain(YamlValue value) {
        if (value instanceof Scalar scalar) {
            return scalar.value();
        }
        if (value instanceof Items items) {
            return items.items().stream().map(SchemaCheck::plain).toList();
        }
        Map<String, Object> map = new LinkedHashMap<>();
        ((Mapping) value).entries().forEach((key, entry) -> map.put(key, plain(entry.value())));
        return map;
    }

    static String dotted(String key, String name) {
        return key.isEmpty() ? name : key + "." + name;
    }
}
