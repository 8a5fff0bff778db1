// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.monitor;

import io.reconsync.api.ErrorOwner;
import io.reconsync.api.ReconException;
import io.reconsync.api.game.ConsoleSession;
import io.reconsync.api.game.GameEvent;
import io.reconsync.api.game.GameProfile;
import io.reconsync.api.game.GameProfile.CrashPart;
import io.reconsync.api.game.GameProfile.FilesPart;
import io.reconsync.api.game.GameProfile.LogPart;
import io.reconsync.api.game.GameProfile.PlayersPart;
import io.reconsync.api.game.GameProfile.PortPart;
import io.reconsync.api.game.GameProfile.ProcessPart;
import io.reconsync.api.game.GameProfile.SavePart;
import io.reconsync.api.game.ProcessIdentity;
import io.reconsync.api.game.QueryResult;
import io.reconsync.api.runtime.Event;
import io.reconsync.contract.config.Configuration;
import io.reconsync.contract.config.ServerConfig;
import io.reconsync.contract.events.Events;
import io.reconsync.contract.host.PluginServices;
import io.reconsync.contract.jobs.Job;
import io.reconsync.contract.jobs.JobRequest;
import io.reconsync.contract.jobs.Jobs;
import io.reconsync.contract.servers.ProcessChange;
import io.reconsync.contract.servers.Server;
import io.reconsync.contract.servers.Servers;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/** One server {@code foo} whose process, query and console do what a test wants, and the rooms around it. */
final class SampleServer {
    static final ProcessIdentity PROCESS = new ProcessIdentity(4711, Instant.parse("2026-11-21T11:00:00Z"));

    final List<Event> emitted = new CopyOnWriteArrayList<>();
    final List<JobRequest> submitted = new CopyOnWriteArrayList<>();
    final Map<String, String> values = new java.util.TreeMap<>();
    final AtomicInteger asked = new AtomicInteger();
    final AtomicInteger sent = new AtomicInteger();
    Path install = Path.of(".").toAbsolutePath();
    Duration interval = Duration.ofMillis(10);
    Optional<PortPart> query = Optional.of(new PortPart("a2s", "27015", Map.of()));
    Optional<PortPart> console = Optional.of(new PortPart("source-rcon", "27020", Map.of()));
    volatile Consumer<Job> atSubmit = job -> {};
    volatile Runnable atQuery = () -> {};
    volatile ReconException queryFault;
    volatile ReconException consoleFault;
    volatile ReconException jobsFault;
    volatile boolean running;
    volatile boolean ownerSilent;
    volatile boolean adapter = true;
    volatile boolean ready = true;
    volatile BiConsumer<Server, ProcessChange> processes;
    volatile BiConsumer<Server, GameEvent> lines;
    volatile Consumer<Job> jobChanges;

    static ReconException fault(String code) {
        return new ReconException(code, ErrorOwner.REMOTE, "It did not work: " + code + ".", "Look.");
    }

    Server server() {
        return Stub.of(Server.class)
                .says("id", "foo")
                .says("game", "foo")
                .does("adapterPresent", given -> adapter)
                .does("adapterProblem", given -> adapter ? Optional.empty() : Optional.of("The plugin foo is missing."))
                .does("profile", given -> profile())
                .does("config", given -> config())
                .does("values", given -> Map.copyOf(values))
                .does("running", given -> {
                    if (ownerSilent) {
                        throw new ReconException("owner-silent", ErrorOwner.HOST, "Nobody knows.", "Ask again.");
                    }
                    return running;
                })
                .does("ready", given -> running && ready)
                .says("busyWith", Optional.empty())
                .does("process", given -> running ? Optional.of(PROCESS) : Optional.empty())
                .does("query", given -> {
                    atQuery.run();
                    if (queryFault != null) {
                        throw queryFault;
                    }
                    return new QueryResult(
                            "Foo", "map", 3, 10, List.of(), Optional.empty(), Map.of(), Duration.ofMillis(7));
                })
                .does("console", given -> {
                    asked.incrementAndGet();
                    if (consoleFault != null) {
                        throw consoleFault;
                    }
                    return Stub.of(ConsoleSession.class)
                            .does("send", what -> {
                                sent.incrementAndGet();
                                return "";
                            })
                            .get();
                })
                .get();
    }

    private GameProfile profile() {
        Duration none = Duration.ZERO;
        return new GameProfile(
                "foo",
                "Foo",
                new ProcessPart(List.of("foo"), Optional.of("ready"), List.of(), Map.of(), "", Duration.ofMinutes(1)),
                List.of(),
                new LogPart(List.of(), List.of(), Optional.empty()),
                query,
                console,
                new SavePart(List.of(), Optional.empty(), Optional.empty(), none, List.of(), none, List.of(), none),
                List.of(),
                Optional.of(new PlayersPart("list", "(?<name>.*)")),
                new FilesPart(List.of("."), List.of("**"), List.of(), List.of(), List.of()),
                new CrashPart(List.of(), List.of(), List.of()));
    }

    private ServerConfig config() {
        ServerConfig.Port port =
                new ServerConfig.Port(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
        return new ServerConfig(
                "foo",
                "foo",
                "local",
                "",
                ZoneOffset.UTC,
                false,
                new ServerConfig.Control.Own(),
                install,
                port,
                port,
                null,
                new ServerConfig.Monitoring(
                        interval, 2, new ServerConfig.Restart("on-crash", 3, Duration.ofMinutes(10))),
                null,
                List.of(),
                List.of(),
                Map.of(),
                install,
                Map.of(),
                null);
    }

    @SuppressWarnings("unchecked")
    Servers servers() {
        AutoCloseable nothing = () -> {};
        Server server = server();
        return Stub.of(Servers.class)
                .says("all", List.of(server))
                .does("onProcess", given -> {
                    processes = (BiConsumer<Server, ProcessChange>) given[0];
                    return nothing;
                })
                .does("onGameEvent", given -> {
                    lines = (BiConsumer<Server, GameEvent>) given[0];
                    return nothing;
                })
                .get();
    }

    @SuppressWarnings("unchecked")
    Jobs jobs() {
        AutoCloseable nothing = () -> {};
        return Stub.of(Jobs.class)
                .does("submit", given -> {
                    if (jobsFault != null) {
                        throw jobsFault;
                    }
                    JobRequest request = (JobRequest) given[0];
                    submitted.add(request);
                    Job job = job(request, "j" + submitted.size(), Job.State.QUEUED);
                    atSubmit.accept(job);
                    return job;
                })
                .does("onChange", given -> {
                    jobChanges = (Consumer<Job>) given[0];
                    return nothing;
                })
                .get();
    }

    static Job job(JobRequest request, String id, Job.State state) {
        return job(request, id, state, "");
    }

    static Job job(JobRequest request, String id, Job.State state, String step) {
        return new Job(
                id,
                request,
                state,
                step,
                0,
                "So it went.",
                Instant.EPOCH,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Map.of());
    }

    static Job job(String kind, String id, Job.State state) {
        return job(JobRequest.of(kind, "foo", Map.of(), null), id, state);
    }

    Events events() {
        AutoCloseable nothing = () -> {};
        return Stub.of(Events.class)
                .does("emit", given -> {
                    emitted.add((Event) given[0]);
                    return null;
                })
                .says("subscribe", nothing)
                .get();
    }

    static Configuration configuration() {
        return Stub.of(Configuration.class)
                .says("server", Optional.empty())
                .says("routes", Map.of())
                .get();
    }

    static PluginServices plugins() {
        return Stub.of(PluginServices.class).says("all", List.of()).get();
    }

    List<String> kinds() {
        return new ArrayList<>(emitted.stream().map(Event::kind).toList());
    }

    List<String> jobKinds() {
        return submitted.stream().map(JobRequest::kind).toList();
    }
}
