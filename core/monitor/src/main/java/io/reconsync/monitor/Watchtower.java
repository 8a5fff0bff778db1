// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.monitor;

import io.reconsync.api.ReconException;
import io.reconsync.api.game.GameEvent;
import io.reconsync.api.game.HealthState;
import io.reconsync.api.runtime.Severity;
import io.reconsync.contract.events.Events;
import io.reconsync.contract.host.PluginServices;
import io.reconsync.contract.jobs.Job;
import io.reconsync.contract.jobs.Jobs;
import io.reconsync.contract.monitor.HealthBoard;
import io.reconsync.contract.runtime.Conditions;
import io.reconsync.contract.servers.ProcessChange;
import io.reconsync.contract.servers.Server;
import io.reconsync.contract.servers.Servers;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.condition.Condition;

/** Watches all servers: probes at their interval, ends of processes at once. */
@Component(service = HealthBoard.class, immediate = true)
public final class Watchtower implements HealthBoard, AutoCloseable {
    private static final long TICK_MILLIS = 500;
    private static final int PROBING = 4;

    /** Kinds of jobs after which a server's state is asked for at once. */
    private static final Set<String> STARTING = Set.of("server-start", "server-restart", "restore", "restore-undo");

    private final Servers servers;
    private final IncidentDesk desk;
    private final Events events;
    private final Healer healer;
    private final Probes probes;
    private final PasswordReport passwords;
    private final Clock clock = Clock.systemUTC();
    private final Map<String, Post> posts = new ConcurrentHashMap<>();
    private final Map<String, String> stopping = new ConcurrentHashMap<>();
    private final AtomicBoolean begun = new AtomicBoolean();
    private final Ticker ticker = new Ticker("reconsync-monitor", 1);
    private final Ticker prober = new Ticker("reconsync-probe", PROBING);
    private final AutoCloseable processes;
    private final AutoCloseable lines;
    private final AutoCloseable work;

    /** For an installation. */
    @Activate
    public Watchtower(
            @Reference Servers servers,
            @Reference Jobs jobs,
            @Reference PluginServices plugins,
            @Reference Events events,
            @Reference IncidentDesk desk) {
        this.servers = servers;
        this.desk = desk;
        this.events = events;
        this.healer = new Healer(jobs);
        this.passwords = new PasswordReport(desk, events, clock);
        this.probes = new Probes(plugins, clock, new WireProbes(), new ResourceProbe());
        this.processes = servers.onProcess(this::process);
        this.lines = servers.onGameEvent(this::line);
        this.work = jobs.onChange(this::job);
    }

    /** Begins to look: before the plugins of the start are up, there is nobody to ask. */
    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            target = "(" + Condition.CONDITION_ID + "=" + Conditions.PLUGINS + ")")
    void bindPlugins(Condition plugins) {
        if (begun.compareAndSet(false, true)) {
            ticker.scheduleWithFixedDelay(
                    () -> ticker.execute(this::tick), TICK_MILLIS, TICK_MILLIS, TimeUnit.MILLISECONDS);
        }
    }

    void unbindPlugins(Condition plugins) {
        // What has begun goes on.
    }

    private Post post(String id) {
        return posts.computeIfAbsent(id, each -> new Post(each, desk, healer, events, clock));
    }

    private void tick() {
        desk.begin();
        Instant now = clock.instant();
        List<Server> all = servers.all();
        Set<String> ids = all.stream().map(Server::id).collect(Collectors.toSet());
        posts.keySet().retainAll(ids);
        for (Server server : all) {
            Post post = post(server.id());
            post.startIfDue(now);
            post.slot(server.adapterProblem());
            if (post.begin(now, server.config().monitor().checkInterval())) {
                prober.execute(() -> round(server, post));
            }
        }
    }

    private void round(Server server, Post post) {
        int process = post.process();
        try {
            Observation seen = probes.round(server);
            passwords.looked(server.id(), seen.findings());
            post.observed(
                    process,
                    watched -> watched.observed(
                            seen, ServerTerms.of(server), stopping.containsValue(server.id()) && isStopping(post)));
        } catch (ReconException e) {
            post.observed(process, watched -> watched.unknown(clock.instant(), e.sentence()));
        } finally {
            post.end();
        }
    }

    private static boolean isStopping(Post post) {
        return post.health().state() == HealthState.STOPPING;
    }

    private void process(Server server, ProcessChange change) {
        Instant now = clock.instant();
        if (change instanceof ProcessChange.Started started) {
            post(server.id())
                    .turned(watched -> watched.started(now, started.process().started(), started.attached()));
        } else if (change instanceof ProcessChange.Exited exited) {
            Watched.Exit exit = ServerTerms.exit(server, exited);
            post(server.id()).turned(watched -> watched.exited(now, exit, ServerTerms.of(server)));
        }
    }

    private void line(Server server, GameEvent event) {
        if (event instanceof GameEvent.Ready) {
            post(server.id()).happened(watched -> watched.ready(clock.instant()));
        }
        if (event instanceof GameEvent.CrashLine crash) {
            post(server.id()).happened(watched -> {
                watched.crashLine(crash.line());
                return List.of();
            });
        }
    }

    private void job(Job job) {
        healer.changed(job);
        job.request().server().ifPresent(server -> {
            if (job.request().kind().equals("backup")) {
                backup(server, job);
            }
            if (job.state().isOver() && STARTING.contains(job.request().kind())) {
                post(server).hurry();
            }
            if (!Healer.STOPPING.contains(job.request().kind())) {
                return;
            }
            if (job.state().isOver()) {
                stopping.remove(job.id());
            } else if (job.state() == Job.State.RUNNING && stops(job) && stopping.put(job.id(), server) == null) {
                post(server).happened(watched -> watched.stopping(clock.instant()));
            }
        });
    }

    /** A restore stops the server late, if at all: when all that can fail has gone well. */
    private static boolean stops(Job job) {
        return !job.request().kind().startsWith("restore") || job.step().equals("stop");
    }

    private void backup(String server, Job job) {
        String cause = "backup/" + server;
        if (job.state() == Job.State.SUCCEEDED) {
            desk.resolve(cause, job.request().server(), "A later backup has succeeded.");
        } else if (job.state() == Job.State.FAILED || job.state() == Job.State.UNKNOWN) {
            String next = job.error().map(Job.Failure::nextStep).orElse("Look at the job " + job.id() + ".");
            desk.fire(
                    cause,
                    Severity.WARNING,
                    job.request().server(),
                    "The backup of " + server + " failed",
                    job.text() + " " + next);
        }
    }

    @Override
    public Health of(String server) {
        Post post = posts.get(server);
        return post == null
                ? new Health(HealthState.UNKNOWN, "It has not been looked at yet.", Instant.EPOCH, Map.of())
                : post.health();
    }

    /** Ends all probing; nothing is started after this. */
    @Override
    @Deactivate
    public void close() throws Exception {
        try (processes;
                lines;
                work) {
            ticker.stop();
            prober.stop();
        }
    }
}
