// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.commands;

import io.reconsync.api.ErrorOwner;
import io.reconsync.api.ReconException;
import io.reconsync.api.alert.Incident;
import io.reconsync.api.command.CommandOption;
import io.reconsync.contract.commands.Commands;
import io.reconsync.contract.config.Configuration;
import io.reconsync.contract.monitor.Incidents;
import io.reconsync.contract.values.DurationText;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** {@code incidents …} and {@code alerts …}. */
@Component(service = {BuiltInGroup.class, FactSource.class})
public final class IncidentCommands implements BuiltInGroup, FactSource {
    private static final Duration FOR_GOOD = Duration.ofDays(36_500);

    private final Incidents incidents;
    private final Configuration configuration;

    @Activate
    public IncidentCommands(@Reference Incidents incidents, @Reference Configuration configuration) {
        this.incidents = incidents;
        this.configuration = configuration;
    }

    @Override
    public List<BuiltIn> commands() {
        return List.of(
                BuiltIn.look(
                                "incidents",
                                "What went wrong, and whether it still is",
                                "incidents --open",
                                this::list,
                                CommandOption.flag("open", "Only those that go on"))
                        .keepsToScope(),
                BuiltIn.change(
                                "incidents ack",
                                "Say that you take care of an incident",
                                "incidents ack 3f9a0c1d22ab",
                                this::acknowledge,
                                CommandOption.argument("incident", "Its id or its end", "incidents"))
                        .keepsToScope(),
                BuiltIn.change(
                        "alerts mute",
                        "No notifications about a server for a while",
                        "alerts mute ark-island 2h",
                        this::mute,
                        CommandOption.server(),
                        new CommandOption(
                                "time",
                                "For how long; 0s ends it",
                                CommandOption.Type.DURATION,
                                true,
                                true,
                                List.of(),
                                Optional.empty())),
                BuiltIn.change(
                        "alerts disable",
                        "No notifications about a server until they are enabled again",
                        "alerts disable ark-island",
                        this::disable,
                        CommandOption.server()),
                BuiltIn.change(
                        "alerts enable",
                        "Notifications about a server again",
                        "alerts enable ark-island",
                        this::enable,
                        CommandOption.server()),
                BuiltIn.change(
                        "alerts test",
                        "Send a test through a route",
                        "alerts test discord",
                        this::test,
                        CommandOption.argument("route", "A key below notify:", "routes")));
    }

    private Commands.Result list(Call call) {
        List<Incident> found = incidents.list(call.flag("open"), 50).stream()
                .filter(incident -> call.sees(incident.server()))
                .toList();
        List<List<String>> rows = new ArrayList<>();
        List<Object> data = new ArrayList<>();
        for (Incident incident : found) {
            rows.add(List.of(
                    Answer.shortId(incident.id()),
                    incident.server().orElse("-"),
                    Shown.name(incident.severity()),
                    incident.resolved().isPresent() ? "resolved" : "open",
                    new Zones(configuration).moment(incident.began(), incident.server()),
                    Shown.oneLine(incident.title())));
            data.add(data(incident));
        }
        Answer answer = new Answer("incidents").data("incidents", data);
        return (rows.isEmpty()
                        ? answer.text(call.flag("open") ? "Nothing is wrong." : "Nothing has gone wrong yet.")
                        : answer.table(List.of("incident", "server", "severity", "state", "since", "what"), rows))
                .result();
    }

    private Commands.Result acknowledge(Call call) {
        String given = call.required("incident");
        String id = incidents.list(false, 1000).stream()
                .filter(incident -> call.sees(incident.server()))
                .map(Incident::id)
                .filter(known -> known.endsWith(given))
                .findFirst()
                .orElseThrow(() -> new ReconException(
                        "incident-unknown",
                        ErrorOwner.USER,
                        "There is no incident '" + given + "'.",
                        "See 'incidents' for their ids."));
        incidents.acknowledge(id, call.actor());
        return text("Incident " + Answer.shortId(id) + " is yours now.");
    }

    private Commands.Result mute(Call call) {
        Duration time = DurationText.parse(call.required("time")).orElse(Duration.ZERO);
        incidents.mute(call.required("server"), time, call.actor());
        return text(
                time.isZero()
                        ? "Notifications about " + call.required("server") + " are on again."
                        : "No notifications about " + call.required("server") + " for " + DurationText.format(time)
                                + ".");
    }

    private Commands.Result disable(Call call) {
        String server = call.required("server");
        incidents.mute(server, FOR_GOOD, call.actor());
        return text("No notifications about " + server + " until 'alerts enable " + server + "'.");
    }

    private Commands.Result enable(Call call) {
        incidents.mute(call.required("server"), Duration.ZERO, call.actor());
        return text("Notifications about " + call.required("server") + " are on again.");
    }

    private Commands.Result test(Call call) {
        incidents.test(call.required("route"));
        return text("The test arrived through " + call.required("route") + ".");
    }

    private static Commands.Result text(String text) {
        return new Answer("text").text(text).data("text", text).result();
    }

    static Map<String, Object> data(Incident incident) {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("id", incident.id());
        data.put("key", incident.key());
        data.put("severity", Shown.name(incident.severity()));
        data.put("server", incident.server().orElse(null));
        data.put("title", incident.title());
        data.put("text", incident.text());
        data.put("began", incident.began().toString());
        data.put("resolved", Shown.machine(incident.resolved()));
        return data;
    }

    @Override
    public Map<String, List<String>> facts() {
        return Map.of(
                "incidents",
                incidents.list(true, 50).stream()
                        .map(incident -> Answer.shortId(incident.id()))
                        .toList(),
                "routes",
                List.copyOf(configuration.routes().keySet()));
    }
}
