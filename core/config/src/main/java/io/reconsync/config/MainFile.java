// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.config;

import io.reconsync.api.Settings;
import io.reconsync.config.bind.TreeSettings;
import io.reconsync.config.schema.SchemaCheck;
import io.reconsync.config.yaml.Place;
import io.reconsync.config.yaml.Problems;
import io.reconsync.config.yaml.YamlValue;
import io.reconsync.config.yaml.YamlValue.Entry;
import io.reconsync.config.yaml.YamlValue.Mapping;
import io.reconsync.config.yaml.YamlValue.Scalar;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * {@code conf/reconsync.yaml}.
 *
 * @param name of the installation
 * @param zone for schedules that name none
 * @param destinations by name, {@code local} always among them
 * @param routes by name
 * @param all the whole file
 */
record MainFile(
        Optional<String> name,
        ZoneId zone,
        Map<String, Settings> destinations,
        Map<String, Settings> routes,
        TreeSettings all) {

    static final String SHOWN = "conf/reconsync.yaml";

    /** Binds what was checked, if it has no errors. */
    static Optional<MainFile> of(Checked checked, Namespaces namespaces, CoreSchemas schemas) {
        if (checked.tree().isEmpty()) {
            return Optional.empty();
        }
        Mapping tree = checked.tree().get();
        Problems problems = checked.problems();
        namespaces.check(tree, schemas.main(), problems, checked.secretKeys());
        types(tree, "destinations", "destination", namespaces, problems, checked.secretKeys());
        types(tree, "notify", "notify", namespaces, problems, checked.secretKeys());
        if (problems.fatal()) {
            return Optional.empty();
        }
        TreeSettings all = new TreeSettings(problems.file(), "", tree);
        Map<String, Settings> destinations = new LinkedHashMap<>(all.children("destinations"));
        destinations.putIfAbsent("local", defaultLocal());
        return Optional.of(new MainFile(
                all.text("name"),
                all.text("timezone").map(ZoneId::of).orElseGet(ZoneId::systemDefault),
                destinations,
                routes(all),
                all));
    }

    /** A bot reports incidents to its guilds without being told to. */
    private static Map<String, Settings> routes(TreeSettings all) {
        Map<String, Settings> routes = new LinkedHashMap<>(all.children("notify"));
        if (all.nested("discord").filter(bot -> bot.keys().contains("guilds")).isPresent()) {
            Mapping discord = new Mapping(Map.of("type", text("discord")), Place.WHOLE);
            routes.putIfAbsent("discord-bot", new TreeSettings(SHOWN, "discord", discord));
        }
        return routes;
    }

    private static Settings defaultLocal() {
        Map<String, Entry> entries = new LinkedHashMap<>();
        entries.put("type", text("local"));
        entries.put("path", text("data/backups"));
        return new TreeSettings(SHOWN, "destinations.local", new Mapping(entries, Place.WHOLE));
    }

    private static Entry text(String value) {
        return new Entry(Place.WHOLE, new Scalar(value, value, false, false, Place.WHOLE, 0, 0));
    }

    private static void types(
            Mapping tree, String section, String prefix, Namespaces names, Problems problems, Set<String> secrets) {
        if (!(tree.get(section) instanceof Mapping each)) {
            return;
        }
        each.entries().forEach((name, entry) -> {
            YamlValue type = entry.value() instanceof Mapping mapping ? mapping.get("type") : null;
            if (type instanceof Scalar scalar) {
                names.schema(prefix + "." + scalar.text())
                        .ifPresent(schema -> new SchemaCheck(problems, secrets)
                                .check(entry.value(), schema, section + "." + name, entry.key()));
            }
        });
    }
}
