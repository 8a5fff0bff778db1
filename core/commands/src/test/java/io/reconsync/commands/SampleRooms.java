// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.commands;

import io.reconsync.api.Deadline;
import io.reconsync.api.ErrorOwner;
import io.reconsync.api.ReconException;
import io.reconsync.api.SafePath;
import io.reconsync.api.alert.Incident;
import io.reconsync.api.command.Actor;
import io.reconsync.api.command.Surface;
import io.reconsync.api.command.Tier;
import io.reconsync.api.game.ConsoleSession;
import io.reconsync.api.game.HealthState;
import io.reconsync.api.game.Player;
import io.reconsync.api.game.ProcessIdentity;
import io.reconsync.api.monitor.Finding;
import io.reconsync.api.runtime.Event;
import io.reconsync.api.runtime.Severity;
import io.reconsync.contract.backup.Snapshots;
import io.reconsync.contract.backup.Snapshots.Snapshot;
import io.reconsync.contract.commands.Commands;
import io.reconsync.contract.config.ConfigProblem;
import io.reconsync.contract.config.Configuration;
import io.reconsync.contract.config.ServerConfig;
import io.reconsync.contract.control.WireJson;
import io.reconsync.contract.events.Events;
import io.reconsync.contract.host.Plugins;
import io.reconsync.contract.host.Plugins.Life;
import io.reconsync.contract.host.Plugins.PluginStatus;
import io.reconsync.contract.jobs.Audit;
import io.reconsync.contract.jobs.Job;
import io.reconsync.contract.jobs.JobRequest;
import io.reconsync.contract.jobs.Jobs;
import io.reconsync.contract.jobs.Schedules;
import io.reconsync.contract.json.JsonCodec;
import io.reconsync.contract.monitor.HealthBoard;
import io.reconsync.contract.monitor.Incidents;
import io.reconsync.contract.runtime.Home;
import io.reconsync.contract.runtime.Instance;
import io.reconsync.contract.runtime.LogControl;
import io.reconsync.contract.runtime.Role;
import io.reconsync.contract.runtime.SecretMasks;
import io.reconsync.contract.servers.Server;
import io.reconsync.contract.servers.Servers;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** An installation with one server, everything of which a command can see, and all built-in commands upon it. */
final class SampleRooms {
    static final Actor OWNER = new Actor("olga", Tier.OWNER, Surface.SHELL);
    static final Actor ADMIN = new Actor("adam", Tier.ADMIN, Surface.DISCORD);
    static final Instant AT = Instant.parse("2026-11-21T12:00:00Z");

    final FakeRooms fakes = new FakeRooms();
    final List<String> done = new ArrayList<>();
    final List<ConfigProblem> problems = new ArrayList<>();
    final List<PluginStatus> plugins = new ArrayList<>(List.of(plugin("ark", Life.READY)));
    final List<Incident> incidents = new ArrayList<>();
    final List<Snapshot> snapshots = new ArrayList<>(List.of(snapshot()));
    final List<Job> jobs = new ArrayList<>();
    final Registry registry;
    Optional<Snapshots.Undoable> undoable =
            Optional.of(new Snapshots.Undoable(AT, snapshot().id()));
    HealthBoard.Health health = new HealthBoard.Health(
            HealthState.RUNNING,
            "It answers (query).",
            AT,
            Map.of("query", new Finding(Finding.Status.OK, "Answered.", Map.of("players", "3"))));

    SampleRooms(Path home) {
        registry = new Registry(fakes.services(), fakes.jobs(), fakes.audit());
        StatusCommands status = new StatusCommands(instance(home), configuration(), jobs());
        status.servers = servers();
        status.board = Stub.of(HealthBoard.class).does("of", given -> health).get();
        status.snapshots = snapshots();
        status.plugins = plugins();
        status.incidents = incidents();
        ServerCommands server = new ServerCommands(servers(), fakes.jobs());
        server.board = status.board;
        List.of(
                        status,
                        server,
                        new BackupCommands(snapshots(), fakes.jobs(), configuration()),
                        new JobCommands(jobs(), schedules(), audit(), configuration()),
                        new RebootCommands(servers(), rebooting()),
                        new ConfigCommands(configuration()),
                        new IncidentCommands(incidents(), configuration()),
                        new PluginAdminCommands(plugins()),
                        new SystemCommands(instance(home), log(), events(), configuration()),
                        new DumpCommands(instance(home), log(), masks(), codec()))
                .forEach(registry::addGroup);
    }

    Commands.Result run(Actor actor, String... words) {
        return registry.run(List.of(words), actor, Deadline.after(Duration.ofSeconds(10)));
    }

    static PluginStatus plugin(String name, Life life) {
        return new PluginStatus(name, "1.0.0", life, "It serves.", name + ".jar", "ab12", AT, 0);
    }

    static Incident incident(String id) {
        return new Incident(
                id,
                "health/ark",
                Severity.CRITICAL,
                Optional.of("ark"),
                "ark has crashed",
                "It ended.",
                AT,
                Optional.empty(),
                Optional.empty());
    }

    static ConfigProblem problem(String severity) {
        return new ConfigProblem(
                severity,
                "conf/servers/ark.yaml",
                3,
                5,
                "gmae",
                "ark",
                "a known key",
                "There is no key gmae.",
                "Did you mean game?",
                Optional.of("ark"));
    }

    static Snapshot snapshot() {
        return new Snapshot(
                "01930000-0000-7000-8000-3f9a0c1d22ab",
                "ark",
                "ark",
                AT,
                Snapshots.Grade.CONFIRMED,
                Optional.of(AT),
                false,
                "tar.zst",
                12,
                4096,
                2048,
                Duration.ofMillis(80),
                "",
                Map.of("local", "verified"),
                "schedule");
    }

    static Job job(String id, Job.State state) {
        JobRequest request = JobRequest.of("backup", "ark", Map.of("label", "x"), OWNER);
        Optional<Job.Failure> error = state == Job.State.FAILED
                ? Optional.of(new Job.Failure("disk-full", "host", "The disk is full.", "Make room."))
                : Optional.empty();
        return new Job(
                id,
                request,
                state,
                "read",
                state == Job.State.RUNNING ? -1 : 1,
                "Reads.",
                AT,
                Optional.of(AT),
                state.isOver() ? Optional.of(AT.plusSeconds(5)) : Optional.empty(),
                error,
                Map.of("snapshot", "1"));
    }

    private Instance instance(Path home) {
        return Stub.of(Instance.class)
                .says("version", "0.1.0")
                .says("role", Role.STANDALONE)
                .says("home", new Home(home))
                .says("started", AT)
                .says("isReady", true)
                .does("stop", given -> done.add("stop"))
                .get();
    }

    private Server server() {
        ServerConfig config = new ServerConfig(
                "ark",
                "ark",
                "local",
                "",
                ZoneOffset.UTC,
                false,
                new ServerConfig.Control.Own(),
                Path.of("/srv/ark"),
                null,
                null,
                null,
                null,
                null,
                List.of(),
                List.of(),
                Map.of(),
                Path.of("/conf/ark.yaml"),
                Map.of(),
                null);
        return Stub.of(Server.class)
                .says("id", "ark")
                .says("game", "ark")
                .says("config", config)
                .says("running", true)
                .says("ready", true)
                .says("files", SafePath.of(Path.of("/srv/ark")))
                .says("adapterPlugin", Optional.of("ark"))
                .says("adapterProblem", Optional.empty())
                .says("process", Optional.of(new ProcessIdentity(4711, AT)))
                .says("busyWith", Optional.of("save"))
                .says("tail", List.of("line one"))
                .says(
                        "players",
                        List.of(
                                Player.named("Ann"),
                                new Player("Bob", Optional.of("7"), Optional.of(Duration.ofMinutes(3)))))
                .says(
                        "console",
                        Stub.of(ConsoleSession.class).says("send", "No players").get())
                .get();
    }

    private Servers servers() {
        Server server = server();
        return Stub.of(Servers.class)
                .says("all", List.of(server))
                .does("find", given -> given[0].equals("ark") ? Optional.of(server) : Optional.empty())
                .does("get", given -> server)
                .get();
    }

    private Configuration configuration() {
        return Stub.of(Configuration.class)
                .says("name", "host-1")
                .says("zone", ZoneId.of("Europe/Berlin"))
                .says("servers", List.of(server().config()))
                .does("server", given -> given[0].equals("ark") ? Optional.of(server().config()) : Optional.empty())
                .does("problems", given -> List.copyOf(problems))
                .says("profiles", List.of())
                .says("view", "password: ***")
                .says("routes", Map.of())
                .says("destinations", Map.of())
                .does("reload", given -> done.add("reload"))
                .get();
    }

    private Snapshots snapshots() {
        return Stub.of(Snapshots.class)
                .does("list", given -> List.copyOf(snapshots))
                .does("get", given -> snapshots.get(0))
                .does("undoable", given -> undoable)
                .does("lastGood", given -> Optional.of(AT))
                .says("rescan", 2)
                .get();
    }

    private Plugins plugins() {
        return Stub.of(Plugins.class)
                .does("list", given -> List.copyOf(plugins))
                .does(
                        "find",
                        given -> plugins.stream()
                                .filter(each -> each.name().equals(given[0]))
                                .findFirst())
                .says("why", List.of("It imports what is not there."))
                .does("install", given -> done.add("install " + given[0]))
                .does("rollback", given -> plugin("ark", Life.READY))
                .does("remove", given -> done.add("remove " + given[0] + " " + given[1]))
                .get();
    }

    private Incidents incidents() {
        return Stub.of(Incidents.class)
                .does("list", given -> List.copyOf(incidents))
                .does("acknowledge", given -> done.add("ack " + given[0]))
                .does("mute", given -> done.add("mute " + given[0] + " " + given[1]))
                .does("test", given -> {
                    if (!given[0].equals("ops")) {
                        throw new ReconException(
                                "route-unknown", ErrorOwner.USER, "There is no such route.", "Add it.");
                    }
                    return done.add("test");
                })
                .get();
    }

    private Jobs jobs() {
        return Stub.of(Jobs.class)
                .does("list", given -> List.copyOf(jobs))
                .does(
                        "find",
                        given -> jobs.stream()
                                .filter(job -> job.id().equals(given[0]))
                                .findFirst())
                .does("cancel", given -> job((String) given[0], Job.State.CANCELLED))
                .get();
    }

    /** A reboot waits once it was asked for. */
    private static Jobs rebooting() {
        List<Job> waiting = new ArrayList<>();
        return Stub.of(Jobs.class)
                .does("list", given -> List.copyOf(waiting))
                .does("submit", given -> {
                    waiting.add(rebooted((JobRequest) given[0], Job.State.QUEUED));
                    return waiting.get(0);
                })
                .does("cancel", given -> rebooted(waiting.remove(0).request(), Job.State.CANCELLED))
                .get();
    }

    private static Job rebooted(JobRequest request, Job.State state) {
        return new Job(
                "j-reboot",
                request,
                state,
                "wait",
                0,
                "It waits.",
                AT,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Map.of());
    }

    private static Schedules schedules() {
        Schedules.Entry never = new Schedules.Entry(
                "backup ark", "ark", "0 0 30 2 *", ZoneOffset.UTC, Optional.empty(), Optional.empty());
        Schedules.Entry some = new Schedules.Entry(
                "backup ark", "ark", "0 * * * *", ZoneOffset.UTC, Optional.of(AT), Optional.of("done"));
        return Stub.of(Schedules.class).says("list", List.of(never, some)).get();
    }

    private static Audit audit() {
        return Stub.of(Audit.class)
                .says("list", List.of(new Audit.Row(AT, OWNER, "restore", "ark", "exit 0")))
                .get();
    }

    private static LogControl log() {
        return Stub.of(LogControl.class)
                .says("tail", List.of(new LogControl.Entry(AT, "INFO", "io.reconsync", "logged in with hunter22")))
                .says("level", null)
                .get();
    }

    private static Events events() {
        Event plain = new Event(
                AT, "server-crashed", Severity.CRITICAL, Optional.of("ark"), "hunter22", Map.of("state", "crashed"));
        Event host = new Event(AT, "started", Severity.INFO, Optional.empty(), "It runs.", Map.of());
        return Stub.of(Events.class).says("recent", List.of(plain, host)).get();
    }

    private static SecretMasks masks() {
        return Stub.of(SecretMasks.class)
                .does("mask", given -> ((String) given[0]).replace("hunter22", "***"))
                .get();
    }

    private static JsonCodec codec() {
        return Stub.of(JsonCodec.class)
                .does("pretty", given -> WireJson.write(given[0]))
                .get();
    }
}
