// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.config;

import io.reconsync.api.Settings;
import io.reconsync.api.game.GameProfile;
import io.reconsync.api.game.GameProfile.CrashPart;
import io.reconsync.api.game.GameProfile.EventPattern;
import io.reconsync.api.game.GameProfile.FilesPart;
import io.reconsync.api.game.GameProfile.LogPart;
import io.reconsync.api.game.GameProfile.PlayersPart;
import io.reconsync.api.game.GameProfile.PortPart;
import io.reconsync.api.game.GameProfile.ProcessPart;
import io.reconsync.api.game.GameProfile.SavePart;
import io.reconsync.api.game.GameProfile.Step;
import io.reconsync.config.bind.TreeSettings;
import io.reconsync.config.yaml.Problems;
import io.reconsync.config.yaml.YamlValue;
import io.reconsync.config.yaml.YamlValue.Items;
import io.reconsync.config.yaml.YamlValue.Mapping;
import io.reconsync.config.yaml.YamlValue.Scalar;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** {@code games/*.yaml}, from the home or from a plugin. */
record ProfileFile(TreeSettings all, Mapping tree) {
    private static final Duration STEP = Duration.ofSeconds(30);
    private static final Duration GRACE = Duration.ofMinutes(15);

    /** Binds what was checked, if it has no errors. */
    static Optional<GameProfile> of(Checked checked) {
        Problems problems = checked.problems();
        if (checked.tree().isEmpty()) {
            return Optional.empty();
        }
        Mapping tree = checked.tree().get();
        new ProfileCheck(problems, tree).check();
        if (problems.fatal()) {
            return Optional.empty();
        }
        return Optional.of(new ProfileFile(new TreeSettings(problems.file(), "", tree), tree).bind());
    }

    private GameProfile bind() {
        String game = all.required("game");
        List<Step> stop = steps("stop", tree.get("stop"));
        return new GameProfile(
                game,
                all.text("name").orElse(game),
                new ProcessPart(
                        all.texts("process.names"),
                        all.text("process.ready"),
                        all.texts("process.start"),
                        texts("process.environment"),
                        all.text("process.directory").orElse(""),
                        all.duration("process.grace").orElse(GRACE)),
                stop.isEmpty() ? defaultStop() : stop,
                new LogPart(all.texts("log.files"), all.texts("log.strip"), all.text("log.prefix")),
                port("query"),
                port("console"),
                save(),
                events(),
                all.nested("players").map(part -> new PlayersPart(part.required("command"), part.required("line"))),
                new FilesPart(
                        all.texts("files.roots"),
                        all.texts("files.include"),
                        all.texts("files.exclude"),
                        all.texts("files.required"),
                        all.texts("files.databases")),
                new CrashPart(
                        all.texts("crash.log"),
                        all.texts("crash.ignore"),
                        all.texts("crash.clean_exits").stream()
                                .map(Integer::valueOf)
                                .toList()));
    }

    private static List<Step> defaultStop() {
        return List.of(
                new Step(Optional.empty(), Optional.of("TERM"), Duration.ofSeconds(60)),
                new Step(Optional.empty(), Optional.of("KILL"), STEP));
    }

    private SavePart save() {
        Mapping save = tree.get("save") instanceof Mapping mapping ? mapping : null;
        return new SavePart(
                steps("save.before", save == null ? null : save.get("before")),
                all.text("save.finished.log"),
                all.text("save.finished.reply"),
                all.duration("save.finished.timeout").orElse(Duration.ofMinutes(2)),
                steps("save.release", save == null ? null : save.get("release")),
                all.duration("save.stable").orElse(Duration.ofSeconds(2)),
                all.texts("save.busy"),
                all.duration("save.awaits").orElse(Duration.ZERO));
    }

    private Optional<PortPart> port(String key) {
        Optional<Settings> part = all.nested(key);
        if (part.isEmpty() || part.get().required("kind").equals("none")) {
            return Optional.empty();
        }
        Map<String, String> options = new LinkedHashMap<>(texts(key));
        options.remove("kind");
        options.remove("port");
        return Optional.of(new PortPart(
                part.get().required("kind"), part.get().text("port").orElse(""), options));
    }

    private Map<String, String> texts(String key) {
        Map<String, String> texts = new LinkedHashMap<>();
        all.nested(key)
                .ifPresent(nested -> ((TreeSettings) nested).mapping().entries().forEach((name, entry) -> {
                    if (entry.value() instanceof Scalar scalar) {
                        texts.put(name, scalar.text());
                    }
                }));
        return texts;
    }

    private List<EventPattern> events() {
        List<EventPattern> events = new ArrayList<>();
        for (Settings each : mappings("events", tree.get("events"))) {
            events.add(new EventPattern(each.required("line"), each.required("event")));
        }
        return events;
    }

    private List<Step> steps(String key, YamlValue value) {
        List<Step> steps = new ArrayList<>();
        for (Settings each : mappings(key, value)) {
            steps.add(new Step(
                    each.text("console"),
                    each.text("signal"),
                    each.duration("wait").orElse(STEP)));
        }
        return steps;
    }

    private List<Settings> mappings(String key, YamlValue value) {
        List<Settings> mappings = new ArrayList<>();
        if (value instanceof Items items) {
            for (YamlValue item : items.items()) {
                mappings.add(new TreeSettings(all.file(), key + "[" + mappings.size() + "]", (Mapping) item));
            }
        }
        return mappings;
    }
}
