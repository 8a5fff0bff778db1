// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.link.agent;

import io.reconsync.api.Deadline;
import io.reconsync.api.command.Actor;
import io.reconsync.api.command.CommandDescriptor;
import io.reconsync.api.command.Reply;
import io.reconsync.api.command.Tier;
import io.reconsync.api.game.HealthState;
import io.reconsync.api.runtime.Event;
import io.reconsync.api.runtime.Severity;
import io.reconsync.config.json.JacksonJson;
import io.reconsync.contract.backup.Snapshots;
import io.reconsync.contract.commands.Commands;
import io.reconsync.contract.events.Events;
import io.reconsync.contract.host.Plugins;
import io.reconsync.contract.jobs.JobRequest;
import io.reconsync.contract.monitor.HealthBoard;
import io.reconsync.contract.servers.Server;
import io.reconsync.contract.servers.Servers;
import io.reconsync.link.Eventually;
import io.reconsync.link.FakeJobs;
import io.reconsync.link.Stub;
import io.reconsync.link.frame.Body;
import io.reconsync.link.frame.Frames;
import io.reconsync.link.identity.AgentKey;
import io.reconsync.link.identity.PrivateFile;
import io.reconsync.link.identity.Token;
import io.reconsync.link.session.LinkThreads;
import io.reconsync.link.session.Serial;
import io.reconsync.link.store.LinkTables;
import io.reconsync.link.store.Streams;
import io.reconsync.link.transport.Dialer;
import io.reconsync.store.SqliteDatabase;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/** An agent's end without a framework: real store; its commands are {@code look …}, {@code job …}, {@code do …}, {@code fail …}. */
public final class AgentBench implements AutoCloseable {
    public final FakeJobs jobs = new FakeJobs();
    /** Every line that took effect here, in order. */
    public final List<String> effects = new CopyOnWriteArrayList<>();

    public final List<Actor> actors = new CopyOnWriteArrayList<>();
    public final AtomicLong leap = new AtomicLong();
    final SqliteDatabase database;
    final Own own;
    final Dialling dialling;
    private final LinkThreads threads = LinkThreads.of("test-agent", 4);
    private final EventFeed feed;
    private final String version;
    private Thread thread;

    /** {@code servers} and the version of its plugin {@code ark} are what it announces. */
    public AgentBench(Path folder, Supplier<Dialer> dialer, Ceiling ceiling, String version, List<String> servers) {
        this.version = version;
        database = new SqliteDatabase(folder, Clock.systemUTC());
        LinkTables.migrate(database);
        Frames frames = new Frames(new JacksonJson());
        Streams streams = new Streams(database, frames, Clock.systemUTC());
        Runs runs = new Runs(database, streams, frames, Clock.systemUTC());
        AtomicLong ahead = new AtomicLong();
        Servers room = servers(servers);
        OrderRunner runner = new OrderRunner(commands(), jobs, room, ceiling, runs, Clock.systemUTC(), ahead::get);
        own = new Own(
                () -> "host",
                "0.1.0",
                "boot-" + System.nanoTime(),
                new AgentKeys(new PrivateFile(folder.resolve("secrets/agent.pem"))),
                new BotBook(database),
                streams,
                frames,
                runs,
                runner,
                new Announcer(room, health(), snapshots(), commands(), plugins(), frames, ceiling),
                Stub.of(Events.class, Map.of()),
                threads,
                threads.pool(),
                ahead,
                Clock.systemUTC(),
                () -> System.nanoTime() + leap.get());
        dialling = new Dialling(own, pin -> dialer.get());
        feed = new EventFeed(own, room, ceiling);
        Serial inOrder = new Serial(threads.pool(), thrown -> {});
        jobs.onChange(job -> inOrder.execute(
                () -> dialling.session().ifPresentOrElse(session -> session.changed(job), () -> runner.changed(job))));
    }

    /** All that is allowed. */
    public static Ceiling open() {
        return new Ceiling(Tier.OWNER, List.of("*"), List.of("*"));
    }

    /** Some that is allowed. */
    public static Ceiling ceiling(Tier tier, String servers, String commands) {
        return new Ceiling(tier, List.of(servers), List.of(commands));
    }

    /** Enrols with a token. */
    public AgentBench enrol(Token token, Dialer dialer) {
        AgentKey key = AgentKey.make();
        Body enrolled = new Attempt(own, key, Optional.of(token), session -> {})
                .enrol(dialer, Deadline.after(Duration.ofSeconds(60)));
        own.keys().begin(key);
        own.book().put(BotBook.KEY_MADE, String.valueOf(System.currentTimeMillis()));
        own.book().put(BotBook.LEASE, "none");
        own.book().put(BotBook.AGENT, enrolled.text("agent", 64));
        return this;
    }

    /** Begins to dial. */
    public AgentBench start() {
        own.runner().resume();
        thread = new Thread(dialling, "test-dial");
        thread.setDaemon(true);
        thread.start();
        return this;
    }

    /** Its key is as old as this when it connects next. */
    public void keyMade(long millis) {
        own.book().put(BotBook.KEY_MADE, String.valueOf(millis));
    }

    /** Hangs up; it dials again. */
    public void hangUp() {
        Eventually.holds(this::problem, this::online);
        dialling.session().ifPresent(session -> session.close("The test hangs up."));
    }

    /** Dials at once. */
    public void again() {
        dialling.again();
    }

    /** The public key of its next session. */
    public String key() {
        return own.keys().forSession(own).orElseThrow().open();
    }

    /** What its last session left with it. */
    public String lease() {
        return own.book().get(BotBook.LEASE);
    }

    public void lease(String lease) {
        own.book().put(BotBook.LEASE, lease);
    }

    public boolean online() {
        return dialling.session().isPresent();
    }

    public String problem() {
        return dialling.problem();
    }

    public long waiting() {
        return own.streams().waiting(Runs.BOT);
    }

    /** Something happens here. */
    public void event(String kind, Severity severity, Optional<String> server) {
        feed.event(new Event(Instant.now(), kind, severity, server, kind + " happened", Map.of("k", "v")));
        dialling.session().ifPresent(BotSession::wake);
    }

    private Commands commands() {
        return Stub.of(
                Commands.class,
                Map.of(
                        "list",
                                given -> List.of(
                                        entry("look", false),
                                        entry("job", true),
                                        entry("do", true),
                                        entry("fail", true)),
                        "facts", given -> Map.of("servers", List.of("s-1", "secret-1"), "dinos", List.of("rex")),
                        "run", this::run));
    }

    private static Commands.Entry entry(String name, boolean changes) {
        return new Commands.Entry(
                "ark",
                "ark",
                new CommandDescriptor(name, "Summary", List.of(), Tier.USER, changes, false, "ark " + name));
    }

    private Object run(Object... given) {
        List<?> words = (List<?>) given[0];
        String line = words.toString();
        actors.add((Actor) given[1]);
        switch (words.get(1).toString()) {
            case "look" -> {
                String text = words.size() > 2
                        ? "x".repeat(Integer.parseInt(words.get(2).toString()))
                        : "seen";
                return new Commands.Result(Reply.text(text), 5, "text");
            }
            case "job" -> {
                effects.add(line);
                String job = jobs.submit(new JobRequest(
                                "backup",
                                Optional.empty(),
                                Map.of("line", line),
                                (Actor) given[1],
                                Duration.ofHours(1),
                                false,
                                Optional.empty()))
                        .id();
                return new Commands.Result(
                        new Reply(List.of(new Reply.Text("begun")), Optional.of(job), Map.of()), 0, "job");
            }
            case "do" -> {
                effects.add(line);
                return new Commands.Result(Reply.text("done"), 0, "text");
            }
            default ->
                throw new io.reconsync.api.ReconException(
                        "confirm", io.reconsync.api.ErrorOwner.USER, "It would hurt.", "Say --yes.");
        }
    }

    private static Servers servers(List<String> ids) {
        List<Server> all = ids.stream()
                .map(id -> Stub.of(Server.class, Map.of("id", given -> id, "game", given -> "ark")))
                .toList();
        return Stub.of(
                Servers.class,
                Map.of(
                        "all",
                        given -> all,
                        "find",
                        given -> all.stream()
                                .filter(server -> server.id().equals(given[0]))
                                .findFirst()));
    }

    private static HealthBoard health() {
        return Stub.of(
                HealthBoard.class,
                Map.of(
                        "of",
                        given -> new HealthBoard.Health(HealthState.RUNNING, "It runs.", Instant.EPOCH, Map.of())));
    }

    private static Snapshots snapshots() {
        return Stub.of(Snapshots.class, Map.of("lastGood", given -> Optional.of(Instant.ofEpochMilli(5000))));
    }

    private Plugins plugins() {
        return Stub.of(
                Plugins.class,
                Map.of(
                        "list",
                        given -> List.of(new Plugins.PluginStatus(
                                "ark", version, Plugins.Life.READY, "", "", "", Instant.EPOCH, 0))));
    }

    @Override
    public void close() {
        dialling.stop();
        if (thread != null) {
            thread.interrupt();
            try {
                thread.join();
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        }
        threads.close();
        database.close();
    }
}
