// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.commands;

import io.reconsync.api.alert.Incident;
import io.reconsync.api.command.CommandOption;
import io.reconsync.contract.backup.Snapshots;
import io.reconsync.contract.commands.Commands;
import io.reconsync.contract.commands.ExitCode;
import io.reconsync.contract.config.ConfigProblem;
import io.reconsync.contract.config.Configuration;
import io.reconsync.contract.fleet.BotLink;
import io.reconsync.contract.fleet.Fleet;
import io.reconsync.contract.host.Plugins;
import io.reconsync.contract.jobs.Job;
import io.reconsync.contract.jobs.Jobs;
import io.reconsync.contract.monitor.HealthBoard;
import io.reconsync.contract.monitor.Incidents;
import io.reconsync.contract.runtime.Instance;
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
import java.util.TreeSet;
import org.osgi.service.component.ComponentServiceObjects;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;

/** {@code status} and {@code why}: one screen about everything, and the reasons. */
@Component(service = BuiltInGroup.class)
public final class StatusCommands implements BuiltInGroup {
    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC)
    volatile Servers servers;

    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC)
    volatile HealthBoard board;

    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC)
    volatile Snapshots snapshots;

    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC)
    volatile Plugins plugins;

    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC)
    volatile Incidents incidents;

    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC)
    volatile Fleet fleet;

    // Fetched when it is needed: an agent's link needs the registry, which has this group.
    @Reference(service = BotLink.class, cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC)
    volatile ComponentServiceObjects<BotLink> bot;

    private final Instance instance;
    private final Configuration configuration;
    private final Jobs jobs;

    @Activate
    public StatusCommands(@Reference Instance instance, @Reference Configuration configuration, @Reference Jobs jobs) {
        this.instance = instance;
        this.configuration = configuration;
        this.jobs = jobs;
    }

    @Override
    public List<BuiltIn> commands() {
        return List.of(
                BuiltIn.look("status", "Everything on one screen", "status", this::status)
                        .keepsToScope(),
                BuiltIn.look(
                        "why",
                        "Why a plugin or a server is in its state",
                        "why ark-island",
                        this::why,
                        CommandOption.argument("subject", "A plugin or a server", "subjects")));
    }

    private Commands.Result status(Call call) {
        Answer answer = new Answer("status");
        Duration up = Duration.ofSeconds(
                Duration.between(instance.started(), Instant.now()).toSeconds());
        answer.text(configuration.name() + ": ReconSync " + instance.version() + " (" + instance.role() + "), "
                + (instance.isReady() ? "ready" : "starting") + ", up " + DurationText.format(up) + ".");
        answer.data("name", configuration.name())
                .data("version", instance.version())
                .data("role", instance.role().toString())
                .data("ready", instance.isReady())
                .data("started", instance.started().toString())
                .data("home", instance.home().root().toString());
        boolean fine =
                servers(answer, call) & problems(answer, call) & pluginStates(answer, call) & incidents(answer, call);
        ComponentServiceObjects<BotLink> offered = bot;
        BotLink link = offered == null ? null : offered.getService();
        if (link != null && call.scope().isEverything()) {
            answer.text(link.status().sentence());
        }
        List<Job> open = jobs.list(Optional.empty(), true, 100).stream()
                .filter(job -> call.sees(job.request().server()))
                .toList();
        if (!open.isEmpty()) {
            answer.text("Under way: "
                    + String.join(
                            ", ",
                            open.stream()
                                    .map(job -> job.request().kind()
                                            + job.request()
                                                    .server()
                                                    .map(id -> " " + id)
                                                    .orElse("") + " ("
                                            + Shown.name(job.state()) + ")")
                                    .toList()));
        }
        answer.data("jobs", open.stream().map(JobCommands::data).toList());
        return answer.exit(fine ? ExitCode.OK : ExitCode.FINDINGS).result();
    }

    private boolean servers(Answer answer, Call call) {
        Servers known = servers;
        List<Object> data = new ArrayList<>();
        List<List<String>> rows = new ArrayList<>();
        boolean fine = true;
        for (Server server : known == null ? List.<Server>of() : known.all()) {
            if (!call.sees(server.id())) {
                continue;
            }
            HealthBoard.Health health = health(server);
            Optional<Instant> backup = Optional.ofNullable(snapshots).flatMap(room -> room.lastGood(server.id()));
            String players = Optional.ofNullable(health.findings().get("query"))
                    .map(finding -> finding.evidence().get("players"))
                    .orElse("-");
            rows.add(List.of(
                    server.id(),
                    server.game(),
                    Shown.name(health.state()),
                    players,
                    backup.map(at -> DurationText.format(Duration.ofSeconds(Math.max(
                                            0,
                                            Duration.between(at, Instant.now()).toSeconds())))
                                    + " ago")
                            .orElse("never"),
                    Shown.oneLine(health.explanation())));
            Map<String, Object> row = new LinkedHashMap<>();
            row.put("id", server.id());
            row.put("game", server.game());
            row.put("state", Shown.name(health.state()));
            row.put("explanation", health.explanation());
            row.put("players", players.equals("-") ? null : players);
            row.put("last_backup", Shown.machine(backup));
            data.add(row);
            fine &= switch (health.state()) {
                case CRASHED, CRASH_LOOP, HUNG -> false;
                default -> true;
            };
        }
        fine &= FleetRows.add(Optional.ofNullable(fleet), call.scope(), answer, rows, data);
        if (known != null) {
            if (rows.isEmpty()) {
                answer.text("No server is configured. Put a file into conf/servers, see docs/user/configure.md.");
            } else {
                answer.table(List.of("server", "game", "state", "players", "backup", "why"), rows);
            }
        }
        answer.data("servers", data);
        return fine;
    }

    private HealthBoard.Health health(Server server) {
        HealthBoard known = board;
        return known != null
                ? known.of(server.id())
                : new HealthBoard.Health(server.state(), "Nothing watches it yet.", Instant.now(), Map.of());
    }

    private boolean problems(Answer answer, Call call) {
        List<ConfigProblem> problems = configuration.problems().stream()
                .filter(problem -> call.sees(problem.server()))
                .toList();
        for (ConfigProblem problem : problems) {
            answer.text(
                    problem.severity() + ": " + problem.place() + ": " + problem.message() + " " + problem.nextStep());
        }
        answer.data("problems", problems.stream().map(ConfigCommands::data).toList());
        return problems.stream().noneMatch(problem -> problem.severity().equals("error"));
    }

    private boolean pluginStates(Answer answer, Call call) {
        Plugins known = plugins;
        List<Plugins.PluginStatus> all = known == null || !call.scope().isEverything() ? List.of() : known.list();
        List<Plugins.PluginStatus> bad = all.stream()
                .filter(plugin -> !PluginAdminCommands.FINE.contains(plugin.life()))
                .toList();
        bad.forEach(plugin ->
                answer.text("plugin " + plugin.name() + " is " + Shown.name(plugin.life()) + ": " + plugin.sentence()));
        answer.data("plugins", all.stream().map(PluginAdminCommands::data).toList());
        return bad.stream()
                .noneMatch(plugin -> plugin.life() == Plugins.Life.REFUSED
                        || plugin.life() == Plugins.Life.QUARANTINED
                        || plugin.life() == Plugins.Life.ROLLED_BACK);
    }

    private boolean incidents(Answer answer, Call call) {
        Incidents known = incidents;
        List<Incident> open = known == null
                ? List.of()
                : known.list(true, 100).stream()
                        .filter(incident -> call.sees(incident.server()))
                        .toList();
        open.forEach(incident -> answer.text(Shown.name(incident.severity()) + ": " + incident.title()
                + incident.server().map(id -> " (" + id + ")").orElse("")));
        answer.data("incidents", open.stream().map(IncidentCommands::data).toList());
        return open.isEmpty();
    }

    private Commands.Result why(Call call) {
        String subject = call.required("subject");
        Plugins installed = plugins;
        Optional<Plugins.PluginStatus> plugin = installed == null ? Optional.empty() : installed.find(subject);
        Optional<Server> server = Optional.ofNullable(servers).flatMap(known -> known.find(subject));
        List<String> sentences = new ArrayList<>();
        String state = "";
        if (server.isPresent()) {
            HealthBoard.Health health = health(server.get());
            state = Shown.name(health.state());
            sentences.add(subject + " is " + state + " since "
                    + Shown.moment(health.since(), server.get().config().timezone()) + ". " + health.explanation());
            server.get().adapterProblem().ifPresent(sentences::add);
            server.get().busyWith().ifPresent(what -> sentences.add("It is busy with: " + what + "."));
            health.findings()
                    .forEach((probe, finding) -> sentences.add(
                            "Probe " + probe + " (" + Shown.name(finding.status()) + "): " + finding.explanation()));
        }
        configuration.problems().stream()
                .filter(problem -> problem.server().map(subject::equals).orElse(false))
                .forEach(problem ->
                        sentences.add(problem.place() + ": " + problem.message() + " " + problem.nextStep()));
        if (plugin.isPresent()) {
            state = state.isEmpty() ? Shown.name(plugin.get().life()) : state;
            sentences.add("Plugin " + subject + " " + plugin.get().version() + " is "
                    + Shown.name(plugin.get().life()) + ".");
            sentences.addAll(installed.why(subject));
        }
        if (sentences.isEmpty()) {
            throw unknown(subject);
        }
        return new Answer("why")
                .text(String.join("\n", sentences))
                .data("name", subject)
                .data("state", state)
                .data("sentences", sentences)
                .result();
    }

    private io.reconsync.api.ReconException unknown(String subject) {
        List<String> names = new ArrayList<>();
        Optional.ofNullable(servers).ifPresent(known -> known.all().forEach(server -> names.add(server.id())));
        Optional.ofNullable(plugins).ifPresent(known -> known.list().forEach(plugin -> names.add(plugin.name())));
        String near = Nearest.to(subject, names)
                .map(name -> " Did you mean " + name + "?")
                .orElse("");
        return new io.reconsync.api.ReconException(
                "subject-unknown",
                io.reconsync.api.ErrorOwner.USER,
                "There is neither a server nor a plugin '" + subject + "'." + near,
                "There is: " + String.join(", ", new TreeSet<>(names)) + ".");
    }
}
