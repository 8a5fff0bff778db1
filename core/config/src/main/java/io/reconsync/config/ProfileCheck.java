// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.config;

import io.reconsync.api.ReconException;
import io.reconsync.config.yaml.Problems;
import io.reconsync.config.yaml.YamlValue;
import io.reconsync.config.yaml.YamlValue.Entry;
import io.reconsync.config.yaml.YamlValue.Items;
import io.reconsync.config.yaml.YamlValue.Mapping;
import io.reconsync.config.yaml.YamlValue.Scalar;
import io.reconsync.contract.values.Places;
import io.reconsync.protocol.log.LinePattern;
import java.util.Map;
import java.util.Set;

/** What a schema cannot say about a profile: steps, places in texts, the groups that events need, relative paths. */
record ProfileCheck(Problems problems, Mapping tree) {
    private static final Map<String, Set<String>> GROUPS = Map.of(
            "player-joined", Set.of("name"),
            "player-left", Set.of("name"),
            "player-died", Set.of("name"),
            "chat", Set.of("name", "text"),
            "player-count", Set.of("count"),
            "version", Set.of("version"));

    void check() {
        if (problems.fatal()) {
            return;
        }
        steps("stop", tree.get("stop"));
        if (tree.get("save") instanceof Mapping save) {
            steps("save.before", save.get("before"));
            steps("save.release", save.get("release"));
            locks(save);
        }
        events();
        places(tree, "");
        if (tree.get("files") instanceof Mapping files && files.get("roots") instanceof Items roots) {
            roots.items().forEach(root -> relative((Scalar) root, "files.roots"));
        }
    }

    private void steps(String key, YamlValue value) {
        if (!(value instanceof Items items)) {
            return;
        }
        for (YamlValue item : items.items()) {
            Mapping step = (Mapping) item;
            boolean one = (step.get("console") == null) != (step.get("signal") == null);
            if (!one) {
                problems.error(
                        item.place(),
                        key,
                        "A step of " + key + " needs either console or signal.",
                        "Write {console: command, wait: 30s} or {signal: TERM, wait: 30s}.");
            }
        }
    }

    /** A game whose saving is switched off and never on again would lose its world at the next crash. */
    private void locks(Mapping save) {
        boolean off = save.get("before") instanceof Items before
                && before.items().stream()
                        .anyMatch(step -> ((Mapping) step).get("console") instanceof Scalar command
                                && command.text().matches("(?i).*\\bsave-?off\\b.*"));
        if (off && save.get("release") == null) {
            problems.error(
                    save.place(),
                    "save.release",
                    "The steps switch saving off, and nothing switches it on again.",
                    "Add release: with the command that does.");
        }
    }

    private void events() {
        if (!(tree.get("events") instanceof Items events)) {
            return;
        }
        for (YamlValue item : events.items()) {
            Scalar line = (Scalar) ((Mapping) item).get("line");
            String event = ((Scalar) ((Mapping) item).get("event")).text();
            Set<String> groups = LinePattern.compile("events", line.text()).groups();
            for (String group : GROUPS.getOrDefault(event, Set.of())) {
                if (!groups.contains(group)) {
                    problems.error(
                            line.place(),
                            "events",
                            "A pattern for " + event + " has no group named " + group + ".",
                            "Write (?<" + group + ">…) around that part of the line.");
                }
            }
        }
    }

    private void places(Mapping mapping, String prefix) {
        for (Map.Entry<String, Entry> each : mapping.entries().entrySet()) {
            String key = prefix.isEmpty() ? each.getKey() : prefix + "." + each.getKey();
            place(each.getValue().value(), key);
        }
    }

    private void place(YamlValue value, String key) {
        if (value instanceof Mapping nested) {
            places(nested, key);
        } else if (value instanceof Items items) {
            items.items().forEach(item -> place(item, key));
        } else if (value instanceof Scalar scalar
                && !pattern(key)
                && scalar.text().contains("%{")) {
            try {
                Places.names(scalar.text());
            } catch (ReconException e) {
                problems.error(scalar.place(), key, e.getMessage(), e.nextStep());
            }
        }
    }

    private static boolean pattern(String key) {
        return key.matches("process\\.ready|log\\.prefix|save\\.finished\\..*|events\\.line|players\\.line|crash\\..*");
    }

    private void relative(Scalar root, String key) {
        boolean absolute = root.text().startsWith("/")
                || root.text().matches("[A-Za-z]:.*")
                || root.text().startsWith("\\");
        if (absolute || root.text().matches("(.*[/\\\\])?\\.\\.([/\\\\].*)?")) {
            problems.error(
                    root.place(),
                    key,
                    root.text(),
                    "a path below install",
                    "The root '" + root.text() + "' does not lie below install.",
                    "Write a relative path without .. in it.");
        }
    }
}
