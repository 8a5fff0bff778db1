// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.config;

import io.reconsync.api.Settings;
import io.reconsync.config.bind.TreeSettings;
import io.reconsync.config.yaml.Place;
import io.reconsync.config.yaml.Problems;
import io.reconsync.config.yaml.YamlValue;
import io.reconsync.config.yaml.YamlValue.Entry;
import io.reconsync.config.yaml.YamlValue.Mapping;
import io.reconsync.config.yaml.YamlValue.Scalar;
import io.reconsync.contract.config.ServerConfig;
import io.reconsync.contract.config.ServerConfig.Alerts;
import io.reconsync.contract.config.ServerConfig.Control;
import io.reconsync.contract.config.ServerConfig.Monitoring;
import io.reconsync.contract.config.ServerConfig.Port;
import io.reconsync.contract.config.ServerConfig.Restart;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Makes the record of a server out of a tree that fits the schema. */
final class ServerBinder {
    private static final Duration CHECK_INTERVAL = Duration.ofSeconds(10);
    private static final int CRASH_THRESHOLD = 3;

    private final Path file;
    private final Checked checked;
    private final MainFile main;
    private final Problems problems;
    private final Mapping tree;
    private final TreeSettings all;

    ServerBinder(Path file, Checked checked, MainFile main) {
        this.file = file;
        this.checked = checked;
        this.main = main;
        this.problems = checked.problems();
        this.tree = checked.tree().orElseThrow();
        this.all = new TreeSettings(problems.file(), "", tree);
    }

    ServerConfig bind() {
        ZoneId zone = all.text("timezone").map(ZoneId::of).orElse(main.zone());
        Control control = control();
        Optional<Path> install = install();
        BackupBinder backup = new BackupBinder(all, tree, problems, main, zone, install);
        return new ServerConfig(
                all.required("server_id"),
                all.required("game"),
                all.text("guild").orElse("local"),
                all.text("map").orElse(""),
                zone,
                all.flag("autostart").orElse(false),
                control,
                install.orElse(Path.of("/")),
                port("query"),
                port("console"),
                backup.bind(),
                monitoring(control),
                new Alerts(
                        all.flag("alerts.enabled").orElse(true),
                        all.text("alerts.discord_channel"),
                        all.texts("alerts.routes")),
                all.texts("start"),
                all.texts("start_args"),
                environment(),
                file,
                values(install),
                all);
    }

    /** As in older files, {@code backup.path} alone may name the folder. */
    private Optional<Path> install() {
        String key = all.text("install").isPresent() ? "install" : "backup.path";
        Place place = place(key);
        Optional<String> text = all.text(key);
        if (text.isEmpty()) {
            problems.error(
                    tree.place(),
                    "install",
                    "The key install is missing.",
                    "Add it: the folder of the game server, absolute.");
            return Optional.empty();
        }
        try {
            Path path = Path.of(text.get());
            if (path.isAbsolute()) {
                return Optional.of(path.normalize());
            }
        } catch (InvalidPathException e) {
            problems.error(
                    place, key, "The value of " + key + " is no path on this system.", "Write the folder's path.");
            return Optional.empty();
        }
        problems.error(
                place,
                key,
                text.get(),
                "an absolute path",
                "The path " + key + " is not absolute.",
                key.equals("install")
                        ? "Write the whole path, for example /srv/ark."
                        : "Add install: the folder of the game server, absolute.");
        return Optional.empty();
    }

    private Control control() {
        YamlValue value = tree.get("control");
        if (!(value instanceof Mapping mapping)) {
            return all.text("control").orElse("own").equals("observe") ? new Control.Observe() : new Control.Own();
        }
        if (mapping.entries().size() != 1) {
            problems.error(
                    place("control"),
                    "control",
                    mapping.entries().size() + " keys",
                    "one of systemd, docker, command",
                    "The key control needs exactly one owner of the process.",
                    "Write one of own, observe, {systemd: unit}, {docker: container}, {command: {…}}.");
            return new Control.Observe();
        }
        Optional<Settings> systemd =
                mapping.get("systemd") instanceof Mapping ? all.nested("control.systemd") : Optional.empty();
        if (systemd.isPresent()) {
            return new Control.Systemd(
                    systemd.get().required("unit"), systemd.get().flag("user").orElse(false));
        }
        if (mapping.get("systemd") != null) {
            return new Control.Systemd(all.required("control.systemd"), false);
        }
        if (mapping.get("docker") != null) {
            return new Control.Docker(all.required("control.docker"));
        }
        Settings command = all.nested("control.command").orElseThrow();
        return new Control.Command(command.texts("start"), command.texts("stop"), command.texts("status"));
    }

    private Port port(String key) {
        return new Port(
                all.text(key + ".kind"),
                all.text(key + ".host"),
                all.number(key + ".port").map(Long::intValue),
                all.secret(key + ".password"));
    }

    private Monitoring monitoring(Control control) {
        Duration interval = all.duration("monitor.check_interval").orElse(CHECK_INTERVAL);
        if (interval.compareTo(Duration.ofSeconds(1)) < 0) {
            problems.error(
                    place("monitor.check_interval"),
                    "monitor.check_interval",
                    "The value of monitor.check_interval is below one second.",
                    "Write 1s or more.");
        }
        String policy = control instanceof Control.Own ? "on-crash" : "never";
        return new Monitoring(
                interval,
                all.number("monitor.crash_threshold").map(Long::intValue).orElse(CRASH_THRESHOLD),
                new Restart(
                        all.text("monitor.restart.policy").orElse(policy),
                        all.number("monitor.restart.max").map(Long::intValue).orElse(3),
                        all.duration("monitor.restart.within").orElse(Duration.ofMinutes(10))));
    }

    private Map<String, String> environment() {
        Map<String, String> environment = new LinkedHashMap<>();
        all.nested("env")
                .ifPresent(env ->
                        env.keys().forEach(name -> env.text(name).ifPresent(text -> environment.put(name, text))));
        return environment;
    }

    /** Scalars for places in texts; secrets are not among them. */
    private Map<String, String> values(Optional<Path> install) {
        Map<String, String> values = new LinkedHashMap<>();
        collect(tree, "", values);
        install.ifPresent(path -> values.put("install", path.toString()));
        return values;
    }

    private void collect(Mapping mapping, String prefix, Map<String, String> into) {
        for (Map.Entry<String, Entry> each : mapping.entries().entrySet()) {
            String key = prefix.isEmpty() ? each.getKey() : prefix + "." + each.getKey();
            if (each.getValue().value() instanceof Mapping nested && !key.equals("env")) {
                collect(nested, key, into);
            } else if (each.getValue().value() instanceof Scalar scalar && !checked.isSecret(key) && !fromFile(key)) {
                into.put(key, scalar.text());
            }
        }
    }

    private boolean fromFile(String key) {
        TreeSettings raw = new TreeSettings("", "", checked.raw().orElseThrow());
        return raw.text(key).orElse("").contains("${file:");
    }

    private Place place(String key) {
        return new KeyPlace(tree).of(key);
    }
}
