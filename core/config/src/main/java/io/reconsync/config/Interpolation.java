// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.config;

import io.reconsync.api.ReconException;
import io.reconsync.api.SafePath;
import io.reconsync.config.yaml.Place;
import io.reconsync.config.yaml.Problems;
import io.reconsync.config.yaml.YamlValue;
import io.reconsync.config.yaml.YamlValue.Entry;
import io.reconsync.config.yaml.YamlValue.Items;
import io.reconsync.config.yaml.YamlValue.Mapping;
import io.reconsync.config.yaml.YamlValue.Scalar;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Fills {@code ${env:X}} and {@code ${file:x}} in values; and two dollar signs before a brace stand for one. A file is relative to the home,
 * or absolute; its last line end is cut.
 *
 * @param home the installation
 * @param environment variables, those of {@code .env} included
 * @param used takes the files that were read, so that their change is noticed
 */
record Interpolation(Path home, Map<String, String> environment, Set<Path> used) {
    private static final Pattern PLACE = Pattern.compile("\\$(\\$\\{|\\{([^{}]*)(})?)");

    Mapping fill(Mapping mapping, Problems problems) {
        return (Mapping) fill(mapping, "", problems);
    }

    private YamlValue fill(YamlValue value, String key, Problems problems) {
        if (value instanceof Mapping mapping) {
            Map<String, Entry> entries = new LinkedHashMap<>();
            mapping.entries()
                    .forEach((name, entry) -> entries.put(
                            name,
                            new Entry(
                                    entry.key(),
                                    fill(entry.value(), key.isEmpty() ? name : key + "." + name, problems))));
            return new Mapping(entries, mapping.place());
        }
        if (value instanceof Items items) {
            List<YamlValue> filled = new ArrayList<>();
            items.items().forEach(item -> filled.add(fill(item, key + "[" + filled.size() + "]", problems)));
            return new Items(filled, items.place());
        }
        Scalar scalar = (Scalar) value;
        return scalar.text().contains("${") ? scalar(scalar, key, problems) : scalar;
    }

    private Scalar scalar(Scalar scalar, String key, Problems problems) {
        Matcher place = PLACE.matcher(scalar.text());
        StringBuilder out = new StringBuilder();
        while (place.find()) {
            String with = place.group(1).equals("${")
                    ? "${"
                    : value(place.group(3) == null ? "" : place.group(2), scalar.place(), key, problems)
                            .orElse("");
            place.appendReplacement(out, Matcher.quoteReplacement(with));
        }
        return scalar.filled(place.appendTail(out).toString());
    }

    private Optional<String> value(String inside, Place place, String key, Problems problems) {
        if (inside.startsWith("env:")) {
            String name = inside.substring(4);
            String value = environment.get(name);
            if (value == null) {
                problems.error(
                        place,
                        key,
                        "${env:" + name + "}",
                        "a variable that is set",
                        "The environment variable " + name + " is not set.",
                        "Set it for the process, or write " + name + "=… into the file .env of the home.");
            }
            return Optional.ofNullable(value);
        }
        if (inside.startsWith("file:")) {
            return file(inside.substring(5), place, key, problems);
        }
        problems.error(
                place,
                key,
                "${" + inside + "}",
                "${env:NAME} or ${file:path}",
                "The place ${" + inside + "} cannot be filled.",
                "Write ${env:NAME} or ${file:path}, or $${ for the characters themselves.");
        return Optional.empty();
    }

    private Optional<String> file(String name, Place place, String key, Problems problems) {
        Path path;
        try {
            path = Path.of(name).isAbsolute()
                    ? Path.of(name).normalize()
                    : SafePath.of(home).resolve(name);
        } catch (ReconException | java.nio.file.InvalidPathException e) {
            problems.error(
                    place,
                    key,
                    "${file:" + name + "}",
                    "a path below the home, or an absolute one",
                    "The path '" + name + "' leads out of the home.",
                    "Put the file into secrets/, or name it by its absolute path.");
            return Optional.empty();
        }
        used.add(path);
        return new SecretFile(path, name).read(place, key, problems);
    }
}
