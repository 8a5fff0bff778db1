// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.config;

import io.reconsync.api.Settings;
import io.reconsync.config.bind.TreeSettings;
import io.reconsync.config.schema.Nearest;
import io.reconsync.config.yaml.Place;
import io.reconsync.config.yaml.Problems;
import io.reconsync.config.yaml.YamlValue.Items;
import io.reconsync.config.yaml.YamlValue.Mapping;
import io.reconsync.contract.config.ServerConfig.Backup;
import io.reconsync.contract.config.ServerConfig.Schedule;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The part {@code backup:} of a server. */
record BackupBinder(
        TreeSettings all, Mapping tree, Problems problems, MainFile main, ZoneId zone, Optional<Path> install) {
    Backup bind() {
        return new Backup(
                path(),
                schedule(),
                count("backup.retention_days"),
                count("backup.retention.keep_last"),
                count("backup.retention.daily"),
                count("backup.retention.weekly"),
                count("backup.retention.monthly"),
                all.text("backup.format").orElse("tar.zst"),
                destinations(),
                all.texts("backup.include"),
                all.texts("backup.exclude"),
                all.flag("backup.stage").orElse(true));
    }

    private Optional<Integer> count(String key) {
        return all.number(key).map(Long::intValue);
    }

    private Optional<String> path() {
        String key = "backup.path";
        Optional<String> text = all.text(key);
        if (text.isEmpty() || install.isEmpty()) {
            return text;
        }
        try {
            Path root = install.get();
            Path path = root.resolve(text.get()).normalize();
            if (path.startsWith(root)) {
                String relative = root.relativize(path).toString().replace('\\', '/');
                return Optional.of(relative.isEmpty() ? "." : relative);
            }
            problems.error(
                    new KeyPlace(tree).of(key),
                    key,
                    text.get(),
                    "a path below " + root,
                    "The path " + key + " leads out of install.",
                    "Write a path below " + root + ", or set install to the folder above it.");
        } catch (InvalidPathException e) {
            problems.error(
                    new KeyPlace(tree).of(key),
                    key,
                    "The value of " + key + " is no path on this system.",
                    "Correct it.");
        }
        return Optional.empty();
    }

    private Optional<Schedule> schedule() {
        if (tree.get("backup") instanceof Mapping backup && backup.get("schedule") instanceof Mapping) {
            Settings schedule = all.nested("backup.schedule").orElseThrow();
            return Optional.of(new Schedule(
                    schedule.required("expression"),
                    schedule.text("timezone").map(ZoneId::of).orElse(zone),
                    schedule.duration("jitter").orElse(Duration.ZERO),
                    schedule.text("missed").orElse("run-once")));
        }
        return all.text("backup.schedule").map(text -> new Schedule(text, zone, Duration.ZERO, "run-once"));
    }

    private List<String> destinations() {
        List<String> names = new ArrayList<>(all.texts("backup.destinations"));
        for (int i = 0; i < names.size(); i++) {
            Place place =
                    tree.get("backup") instanceof Mapping backup && backup.get("destinations") instanceof Items items
                            ? items.items().get(i).place()
                            : Place.WHOLE;
            known(names.get(i), "backup.destinations[" + i + "]", place);
        }
        for (String key : List.of("cloud_target", "backup.cloud_target")) {
            all.text(key).ifPresent(target -> shortForm(target, key, names));
        }
        return names.isEmpty() ? List.of("local") : names;
    }

    /** The short form names a destination, or the type of the only one of that type; the local copy stays. */
    private void shortForm(String target, String key, List<String> names) {
        List<String> ofType = main.destinations().entrySet().stream()
                .filter(each -> each.getValue().text("type").equals(Optional.of(target)))
                .map(Map.Entry::getKey)
                .toList();
        boolean named = main.destinations().containsKey(target);
        if (named || ofType.size() == 1) {
            String name = named ? target : ofType.get(0);
            if (names.isEmpty()) {
                names.add("local");
            }
            if (!names.contains(name)) {
                names.add(name);
            }
        } else {
            known(target, key, new KeyPlace(tree).of(key));
        }
    }

    private void known(String name, String key, Place place) {
        if (!main.destinations().containsKey(name)) {
            String allowed = String.join(", ", main.destinations().keySet());
            problems.error(
                    place,
                    key,
                    name,
                    allowed,
                    "There is no destination " + name + ".",
                    Nearest.to(name, main.destinations().keySet())
                            .map(near -> "Did you mean " + near + "?")
                            .orElse("Add it below destinations: in " + MainFile.SHOWN + ", or use one of: " + allowed
                                    + "."));
        }
    }
}
