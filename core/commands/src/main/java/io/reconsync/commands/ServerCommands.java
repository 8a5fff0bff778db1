// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.commands;

import io.reconsync.api.ReconException;
import io.reconsync.api.command.CommandOption;
import io.reconsync.api.game.Player;
import io.reconsync.contract.commands.Commands;
import io.reconsync.contract.jobs.JobRequest;
import io.reconsync.contract.jobs.Jobs;
import io.reconsync.contract.monitor.HealthBoard;
import io.reconsync.contract.servers.Server;
import io.reconsync.contract.servers.Servers;
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
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;

/** {@code server …} and {@code players}. */
@Component(service = {BuiltInGroup.class, FactSource.class})
public final class ServerCommands implements BuiltInGroup, FactSource {
    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC)
    volatile HealthBoard board;

    private final Servers servers;
    private final Jobs jobs;

    @Activate
    public ServerCommands(@Reference Servers servers, @Reference Jobs jobs) {
        this.servers = servers;
        this.jobs = jobs;
    }

    @Override
    public List<BuiltIn> commands() {
        CommandOption server = CommandOption.server();
        CommandOption reason = CommandOption.text("reason", "Why, for the audit");
        return List.of(
                BuiltIn.look("server list", "Every server and how it is", "server list", this::list)
                        .keepsToScope(),
                BuiltIn.look(
                        "server show", "Everything about one server", "server show ark-island", this::show, server),
                BuiltIn.change(
                        "server start",
                        "Start a server",
                        "server start ark-island",
                        job("server-start"),
                        server,
                        reason),
                BuiltIn.change(
                        "server stop",
                        "Stop a server in the order its profile says",
                        "server stop ark-island",
                        job("server-stop"),
                        server,
                        reason),
                BuiltIn.change(
                        "server restart",
                        "Stop a server and start it again",
                        "server restart ark-island --reason update",
                        job("server-restart"),
                        server,
                        reason),
                BuiltIn.change(
                                "server kill",
                                "End a server's process at once; unsaved progress is lost",
                                "server kill ark-island --yes",
                                this::kill,
                                server)
                        .confirmed(),
                BuiltIn.change(
                        "server console",
                        "Send a line to a server's console",
                        "server console ark-island ListPlayers",
                        this::console,
                        server,
                        CommandOption.argument("command", "The line", null)),
                BuiltIn.look(
                        "server tail",
                        "The end of a server's log",
                        "server tail ark-island --lines 50",
                        this::tail,
                        server,
                        new CommandOption(
                                "lines",
                                "How many",
                                CommandOption.Type.NUMBER,
                                false,
                                false,
                                List.of(),
                                Optional.empty())),
                BuiltIn.look("players", "Who is on a server", "players ark-island", this::players, server));
    }

    private BuiltIn.Handler job(String kind) {
        return call -> {
            Server server = servers.get(call.required("server"));
            Map<String, String> arguments =
                    call.argument("reason").map(text -> Map.of("reason", text)).orElse(Map.of());
            return Answer.job(jobs.submit(JobRequest.of(kind, server.id(), arguments, call.actor())));
        };
    }

    private Commands.Result kill(Call call) {
        Server server = servers.get(call.required("server"));
        if (!call.flag(CommandLine.YES)) {
            throw Confirm.needed(
                    "Killing " + server.id() + " loses what it has not saved, and throws everybody off.",
                    "server kill " + server.id());
        }
        return Answer.job(jobs.submit(new JobRequest(
                "server-kill",
                Optional.of(server.id()),
                Map.of(),
                call.actor(),
                Duration.ofMinutes(5),
                true,
                Optional.empty())));
    }

    private Commands.Result console(Call call) {
        Server server = servers.get(call.required("server"));
        String reply = server.console(call.deadline()).send(call.required("command"), call.deadline());
        return new Answer("console")
                .text(reply.isBlank() ? "The console answered nothing; many games do." : reply.strip())
                .data("server", server.id())
                .data("reply", reply)
                .result();
    }

    private Commands.Result tail(Call call) {
        Server server = servers.get(call.required("server"));
        List<String> lines = server.tail(call.number("lines", 20, 1000));
        return new Answer("lines")
                .text(lines.isEmpty() ? "Its log has no lines yet." : String.join("\n", lines))
                .data("server", server.id())
                .data("lines", lines)
                .result();
    }

    private Commands.Result players(Call call) {
        Server server = servers.get(call.required("server"));
        List<Player> on = server.players(call.deadline());
        List<List<String>> rows = new ArrayList<>();
        List<Object> data = new ArrayList<>();
        for (Player player : on) {
            String name = player.name().isBlank() ? "(connecting)" : player.name();
            String time = player.connected().map(DurationText::format).orElse("-");
            rows.add(List.of(name, player.id().orElse("-"), time));
            Map<String, Object> row = new LinkedHashMap<>();
            row.put("name", player.name());
            row.put("id", player.id().orElse(null));
            row.put(
                    "connected_seconds",
                    player.connected().map(Duration::toSeconds).orElse(null));
            data.add(row);
        }
        Answer answer = new Answer("players").data("server", server.id()).data("players", data);
        answer.text(on.isEmpty() ? "Nobody is on " + server.id() + "." : on.size() + " on " + server.id() + ".");
        return (rows.isEmpty() ? answer : answer.table(List.of("name", "id", "for"), rows)).result();
    }

    private Commands.Result list(Call call) {
        List<List<String>> rows = new ArrayList<>();
        List<Object> data = new ArrayList<>();
        for (Server server : servers.all()) {
            if (!call.sees(server.id())) {
                continue;
            }
            HealthBoard.Health health = health(server);
            rows.add(List.of(
                    server.id(),
                    server.game(),
                    Shown.name(health.state()),
                    since(health.since()),
                    Shown.oneLine(health.explanation())));
            data.add(data(server));
        }
        Answer answer = new Answer("servers").data("servers", data);
        return (rows.isEmpty()
                        ? answer.text(
                                "No server is configured. Put a file into conf/servers, see docs/user/configure.md.")
                        : answer.table(List.of("server", "game", "state", "for", "why"), rows))
                .result();
    }

    private Commands.Result show(Call call) {
        Server server = servers.get(call.required("server"));
        HealthBoard.Health health = health(server);
        List<Map.Entry<String, String>> fields = new ArrayList<>();
        fields.add(Map.entry("server", server.id()));
        fields.add(Map.entry("game", server.game()));
        fields.add(Map.entry("state", Shown.name(health.state()) + " for " + since(health.since())));
        fields.add(Map.entry("why", health.explanation()));
        server.adapterProblem().ifPresent(text -> fields.add(Map.entry("adapter", text)));
        server.process()
                .ifPresent(process -> fields.add(Map.entry(
                        "process",
                        process.pid() + ", started "
                                + Shown.moment(
                                        process.started(), server.config().timezone()))));
        fields.add(Map.entry("install", server.files().toString()));
        fields.add(Map.entry("file", server.config().file().toString()));
        server.busyWith().ifPresent(text -> fields.add(Map.entry("busy with", text)));
        health.findings()
                .forEach((probe, finding) -> fields.add(
                        Map.entry("probe " + probe, Shown.name(finding.status()) + ": " + finding.explanation())));
        return new Answer("server").fields(fields).data(data(server)).result();
    }

    HealthBoard.Health health(Server server) {
        HealthBoard known = board;
        return known != null
                ? known.of(server.id())
                : new HealthBoard.Health(server.state(), "Nothing watches it yet.", Instant.now(), Map.of());
    }

    private static String since(Instant at) {
        return DurationText.format(Duration.ofSeconds(
                Math.max(0, Duration.between(at, Instant.now()).toSeconds())));
    }

    /** As far as it is known: its owner may not be there to be asked. */
    private static boolean runs(Server server) {
        try {
            return server.running();
        } catch (ReconException e) {
            return server.process().isPresent();
        }
    }

    Map<String, Object> data(Server server) {
        HealthBoard.Health health = health(server);
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("id", server.id());
        data.put("game", server.game());
        data.put("state", Shown.name(health.state()));
        data.put("explanation", health.explanation());
        data.put("since", health.since().toString());
        data.put("running", runs(server));
        data.put("ready", server.ready());
        data.put("adapter", server.adapterPlugin().orElse(null));
        data.put("adapter_problem", server.adapterProblem().orElse(null));
        data.put("pid", server.process().map(process -> process.pid()).orElse(null));
        data.put("busy_with", server.busyWith().orElse(null));
        Map<String, Object> findings = new LinkedHashMap<>();
        health.findings()
                .forEach((probe, finding) -> findings.put(
                        probe,
                        Map.of(
                                "status", Shown.name(finding.status()),
                                "explanation", finding.explanation(),
                                "evidence", finding.evidence())));
        data.put("findings", findings);
        return data;
    }

    @Override
    public Map<String, List<String>> facts() {
        return Map.of("servers", servers.all().stream().map(Server::id).toList());
    }
}
