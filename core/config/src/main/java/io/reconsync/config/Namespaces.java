// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.config;

import io.reconsync.api.ReconException;
import io.reconsync.config.schema.Nearest;
import io.reconsync.config.schema.Schema;
import io.reconsync.config.schema.SchemaCheck;
import io.reconsync.config.schema.SchemaReader;
import io.reconsync.config.yaml.Place;
import io.reconsync.config.yaml.Problems;
import io.reconsync.config.yaml.YamlValue.Entry;
import io.reconsync.config.yaml.YamlValue.Mapping;
import io.reconsync.contract.json.JsonCodec;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Schemas that plugins bring. A name is a namespace ({@code ark}: the key of that name in a server's file or in
 * {@code conf/reconsync.yaml}), {@code destination.<type>} or {@code notify.<type>}.
 *
 * @param schemas by name
 * @param broken why a schema cannot be used, by name
 * @param plugins names of the plugins that are here
 */
record Namespaces(Map<String, Schema> schemas, Map<String, String> broken, Set<String> plugins) {
    /** A schema's text as a plugin ships it. */
    record Source(String plugin, String name, String text) {}

    static final Namespaces NONE = new Namespaces(Map.of(), Map.of(), Set.of());

    static Namespaces of(List<Source> sources, Set<String> plugins, JsonCodec json) {
        Map<String, Schema> schemas = new LinkedHashMap<>();
        Map<String, String> broken = new LinkedHashMap<>();
        for (Source source : sources) {
            try {
                schemas.put(source.name(), SchemaReader.read("plugin " + source.plugin(), source.text(), json));
            } catch (ReconException e) {
                broken.put(source.name(), e.getMessage());
            }
        }
        return new Namespaces(Map.copyOf(schemas), Map.copyOf(broken), Set.copyOf(plugins));
    }

    Optional<Schema> schema(String name) {
        return Optional.ofNullable(schemas.get(name));
    }

    /** Checks the keys of a file that core does not know: those of plugins, or misspelt ones. */
    void check(Mapping file, Schema core, Problems problems, Set<String> secrets) {
        file.entries().forEach((key, entry) -> {
            if (!core.properties().containsKey(key)) {
                check(key, entry, core.properties().keySet(), problems, secrets);
            }
        });
    }

    private void check(String key, Entry entry, Set<String> core, Problems problems, Set<String> secrets) {
        if (schemas.containsKey(key)) {
            new SchemaCheck(problems, secrets).check(entry.value(), schemas.get(key), key, entry.key());
        } else if (broken.containsKey(key)) {
            problems.warning(entry.key(), key, broken.get(key), "Install a corrected version of that plugin.");
        } else if (plugins.contains(key)) {
            problems.warning(
                    entry.key(),
                    key,
                    "The plugin " + key + " has no keys of its own.",
                    "Remove the keys below " + key + ".");
        } else if (entry.value() instanceof Mapping && Nearest.to(key, core).isEmpty()) {
            absent(key, entry.key(), problems);
        } else {
            SchemaCheck.unknown(problems, entry.key(), key, core);
        }
    }

    private static void absent(String key, Place place, Problems problems) {
        problems.warning(
                place,
                key,
                "The plugin " + key + " is missing, so the keys below " + key + " have no effect.",
                "Put the plugin's jar into plugins/, or remove the keys.");
    }
}
