// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.commands;

import io.reconsync.api.command.CommandOption;
import io.reconsync.api.command.Tier;
import io.reconsync.api.runtime.Event;
import io.reconsync.contract.commands.Commands;
import io.reconsync.contract.config.Configuration;
import io.reconsync.contract.events.Events;
import io.reconsync.contract.runtime.Instance;
import io.reconsync.contract.runtime.LogControl;
import io.reconsync.contract.values.DurationText;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** {@code log …}, {@code events}, {@code uptime}, {@code shutdown}. */
@Component(service = BuiltInGroup.class)
public final class SystemCommands implements BuiltInGroup {
    private static final List<String> LEVELS = List.of("DEBUG", "INFO", "WARN", "ERROR");
    private static final CommandOption LIMIT = new CommandOption(
            "limit", "How many", CommandOption.Type.NUMBER, false, false, List.of(), Optional.empty());

    private final Instance instance;
    private final LogControl log;
    private final Events events;
    private final Zones zones;

    @Activate
    public SystemCommands(
            @Reference Instance instance,
            @Reference LogControl log,
            @Reference Events events,
            @Reference Configuration configuration) {
        this.zones = new Zones(configuration);
        this.instance = instance;
        this.log = log;
        this.events = events;
    }

    @Override
    public List<BuiltIn> commands() {
        CommandOption level = new CommandOption(
                "level", "Lowest level", CommandOption.Type.TEXT, false, false, LEVELS, Optional.empty());
        return List.of(
                BuiltIn.look(
                        "log",
                        "The end of ReconSync's own log",
                        "log --level WARN --limit 50",
                        this::tail,
                        level,
                        LIMIT),
                BuiltIn.change(
                                "log level",
                                "Let a logger say more or less for a while",
                                "log level io.reconsync.backup DEBUG --for 10m",
                                this::level,
                                new CommandOption(
                                        "logger",
                                        "Its name, ROOT for all",
                                        CommandOption.Type.TEXT,
                                        true,
                                        true,
                                        List.of(),
                                        Optional.of("loggers")),
                                new CommandOption(
                                        "level",
                                        "Lowest level",
                                        CommandOption.Type.TEXT,
                                        true,
                                        true,
                                        LEVELS,
                                        Optional.empty()),
                                new CommandOption(
                                        "for",
                                        "Until it goes back, 10m if left out",
                                        CommandOption.Type.DURATION,
                                        false,
                                        false,
                                        List.of(),
                                        Optional.empty()))
                        .tier(Tier.OWNER),
                BuiltIn.look("events", "What happened", "events --limit 50", this::events, LIMIT),
                BuiltIn.look("uptime", "Since when ReconSync runs", "uptime", this::uptime)
                        .keepsToScope(),
                BuiltIn.change("shutdown", "End ReconSync; game servers go on", "shutdown --yes", this::shutdown)
                        .tier(Tier.OWNER)
                        .confirmed());
    }

    private Commands.Result tail(Call call) {
        List<LogControl.Entry> entries =
                log.tail(call.number("limit", 30, 1000), call.argument("level").orElse("INFO"));
        List<Object> data = new ArrayList<>();
        StringBuilder text = new StringBuilder();
        for (LogControl.Entry entry : entries) {
            text.append(zones.moment(entry.at()))
                    .append(' ')
                    .append(entry.level())
                    .append(' ')
                    .append(entry.text())
                    .append('\n');
            data.add(Map.of(
                    "at", entry.at().toString(),
                    "level", entry.level(),
                    "logger", entry.logger(),
                    "text", entry.text()));
        }
        return new Answer("log")
                .text(
                        text.isEmpty()
                                ? "The log has no such lines."
                                : text.toString().stripTrailing())
                .data("entries", data)
                .result();
    }

    private Commands.Result level(Call call) {
        Duration time = call.argument("for").flatMap(DurationText::parse).orElse(Duration.ofMinutes(10));
        log.level(call.required("logger"), call.required("level"), time);
        String text = call.required("logger") + " logs from " + call.required("level") + " for "
                + DurationText.format(time) + ".";
        return new Answer("text").text(text).data("text", text).result();
    }

    private Commands.Result events(Call call) {
        List<List<String>> rows = new ArrayList<>();
        List<Object> data = new ArrayList<>();
        for (Event event : events.recent(call.number("limit", 20, 1000))) {
            rows.add(List.of(
                    zones.moment(event.at(), event.server()),
                    Shown.name(event.severity()),
                    event.kind(),
                    event.server().orElse("-"),
                    Shown.oneLine(event.text())));
            Map<String, Object> row = new LinkedHashMap<>();
            row.put("at", event.at().toString());
            row.put("kind", event.kind());
            row.put("severity", Shown.name(event.severity()));
            row.put("server", event.server().orElse(null));
            row.put("text", event.text());
            row.put("values", event.values());
            data.add(row);
        }
        Answer answer = new Answer("events").data("events", data);
        return (rows.isEmpty()
                        ? answer.text("Nothing has happened yet.")
                        : answer.table(List.of("when", "severity", "kind", "server", "what"), rows))
                .result();
    }

    private Commands.Result uptime(Call call) {
        Duration up = Duration.between(instance.started(), Instant.now());
        return new Answer("uptime")
                .text("ReconSync " + instance.version() + " (" + instance.role() + ") runs for "
                        + DurationText.format(up) + ", since " + zones.moment(instance.started()) + ".")
                .data("version", instance.version())
                .data("role", instance.role().toString())
                .data("started", instance.started().toString())
                .data("seconds", up.toSeconds())
                .result();
    }

    private Commands.Result shutdown(Call call) {
        if (!call.flag(CommandLine.YES)) {
            throw Confirm.needed("ReconSync would end; game servers go on without it.", "shutdown");
        }
        instance.stop("Asked for by " + call.actor().name() + ".");
        String text = "ReconSync ends now.";
        return new Answer("text").text(text).data("text", text).result();
    }
}
