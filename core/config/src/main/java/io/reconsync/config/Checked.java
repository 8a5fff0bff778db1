// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.config;

import io.reconsync.config.schema.Schema;
import io.reconsync.config.schema.SchemaCheck;
import io.reconsync.config.yaml.Masks;
import io.reconsync.config.yaml.Place;
import io.reconsync.config.yaml.Problems;
import io.reconsync.config.yaml.YamlTree;
import io.reconsync.config.yaml.YamlValue;
import io.reconsync.config.yaml.YamlValue.Entry;
import io.reconsync.config.yaml.YamlValue.Items;
import io.reconsync.config.yaml.YamlValue.Mapping;
import io.reconsync.config.yaml.YamlValue.Scalar;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A file after parsing, filling and checking against the schema.
 *
 * @param text as it stands on disk
 * @param raw before filling; empty when the text is no YAML
 * @param tree after filling
 * @param problems what is wrong so far
 * @param secretKeys dotted keys whose values are secret
 */
record Checked(String text, Optional<Mapping> raw, Optional<Mapping> tree, Problems problems, Set<String> secretKeys) {

    static Checked of(String text, Problems problems, Optional<Interpolation> interpolation, Schema schema) {
        Optional<Mapping> raw = YamlTree.parse(text, problems);
        Set<String> secrets = new HashSet<>();
        Optional<Mapping> tree = raw.map(mapping ->
                interpolation.map(filler -> filler.fill(mapping, problems)).orElse(mapping));
        tree.ifPresent(mapping -> new SchemaCheck(problems, secrets).check(mapping, schema, "", Place.WHOLE));
        return new Checked(text, raw, tree, problems, secrets);
    }

    /** The values of all secret keys, and everything that came out of a file. */
    List<String> secrets() {
        List<String> values = new ArrayList<>();
        tree.ifPresent(mapping -> collect(mapping, "", values));
        return values;
    }

    private void collect(YamlValue value, String key, List<String> into) {
        if (value instanceof Mapping mapping) {
            mapping.entries()
                    .forEach((name, entry) -> collect(entry.value(), key.isEmpty() ? name : key + "." + name, into));
        } else if (value instanceof Items items) {
            items.items().forEach(item -> collect(item, key, into));
        } else if (isSecret(key) || ((Scalar) value).hidden() && ((Scalar) value).value() instanceof String) {
            into.add(((Scalar) value).text());
        }
    }

    boolean isSecret(String key) {
        return secretKeys.contains(key) || Masks.isSecret(key);
    }

    /** The text with each secret that stands in it replaced. */
    String masked() {
        StringBuilder out = new StringBuilder(text);
        List<Scalar> hidden = new ArrayList<>();
        raw.ifPresent(mapping -> literal(mapping, "", hidden));
        hidden.sort(java.util.Comparator.comparingInt(Scalar::start).reversed());
        Set<Integer> done = new HashSet<>();
        for (Scalar scalar : hidden) {
            if (done.add(scalar.start()) && scalar.end() <= out.length()) {
                out.replace(scalar.start(), scalar.end(), "\"***\"");
            }
        }
        return out.toString();
    }

    private void literal(YamlValue value, String key, List<Scalar> into) {
        if (value instanceof Mapping mapping) {
            for (var each : mapping.entries().entrySet()) {
                Entry entry = each.getValue();
                literal(entry.value(), key.isEmpty() ? each.getKey() : key + "." + each.getKey(), into);
            }
        } else if (value instanceof Items items) {
            items.items().forEach(item -> literal(item, key, into));
        } else if (isSecret(key) && !((Scalar) value).text().matches("\\$\\{[^{}]*}")) {
            into.add((Scalar) value);
        }
    }
}
