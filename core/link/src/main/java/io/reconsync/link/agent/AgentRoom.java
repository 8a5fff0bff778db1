// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.link.agent;

import io.reconsync.api.Deadline;
import io.reconsync.api.ErrorOwner;
import io.reconsync.api.ReconException;
import io.reconsync.api.Secret;
import io.reconsync.contract.backup.Snapshots;
import io.reconsync.contract.commands.Commands;
import io.reconsync.contract.config.Configuration;
import io.reconsync.contract.events.Events;
import io.reconsync.contract.fleet.BotLink;
import io.reconsync.contract.host.Plugins;
import io.reconsync.contract.jobs.Jobs;
import io.reconsync.contract.json.JsonCodec;
import io.reconsync.contract.monitor.HealthBoard;
import io.reconsync.contract.runtime.Conditions;
import io.reconsync.contract.runtime.Instance;
import io.reconsync.contract.runtime.SecretMasks;
import io.reconsync.contract.servers.Servers;
import io.reconsync.contract.store.Database;
import io.reconsync.contract.values.Closing;
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
import io.reconsync.link.transport.WebSocketDialer;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.propertytypes.SatisfyingConditionTarget;
import org.osgi.service.condition.Condition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The agent's end of the link. */
@Component(service = BotLink.class, immediate = true)
@SatisfyingConditionTarget("(osgi.condition.id=reconsync.link.bot)")
public final class AgentRoom implements BotLink {
    private static final Logger LOG = LoggerFactory.getLogger(AgentRoom.class);
    private static final int THREADS = 4;
    private static final int MOST_WAITING = 64;
    private static final Duration KEEP_RUNS = Duration.ofDays(30);

    private final Database database;
    private final Configuration configuration;
    private final SecretMasks masks;
    private final Own own;
    private final ThreadPoolExecutor commands;
    private final Dialling dialling;
    private final Thread thread;
    private final List<AutoCloseable> listening;

    /** @param start not used: before it, rooms are still being made, and one of them may be waiting for this one */
    @Activate
    public AgentRoom(
            @Reference Database database,
            @Reference JsonCodec json,
            @Reference Jobs jobs,
            @Reference Events events,
            @Reference Configuration configuration,
            @Reference Instance instance,
            @Reference SecretMasks masks,
            @Reference Commands commandRegistry,
            @Reference Servers servers,
            @Reference HealthBoard board,
            @Reference Snapshots snapshots,
            @Reference Plugins plugins,
            @Reference(target = "(" + Condition.CONDITION_ID + "=" + Conditions.PLUGINS + ")") Condition start) {
        this.database = database;
        this.configuration = configuration;
        this.masks = masks;
        LinkTables.migrate(database);
        Clock clock = Clock.systemUTC();
        Frames frames = new Frames(json);
        Streams streams = new Streams(database, frames, clock);
        Runs runs = new Runs(database, streams, frames, clock);
        Ceiling ceiling = Ceiling.of(configuration.section("link").flatMap(link -> link.nested("allow")));
        AtomicLong ahead = new AtomicLong();
        OrderRunner runner = new OrderRunner(commandRegistry, jobs, servers, ceiling, runs, clock, ahead::get);
        LinkThreads threads = LinkThreads.of("recon-link", THREADS);
        this.commands = new ThreadPoolExecutor(
                THREADS, THREADS, 30, TimeUnit.SECONDS, new ArrayBlockingQueue<>(MOST_WAITING), task -> {
                    Thread worker = new Thread(task, "recon-link-command");
                    worker.setDaemon(true);
                    return worker;
                });
        commands.allowCoreThreadTimeOut(true);
        this.own = new Own(
                configuration::name,
                instance.version(),
                Own.boot(instance),
                new AgentKeys(new PrivateFile(instance.home().secrets().resolve("link-agent.pem"))),
                new BotBook(database),
                streams,
                frames,
                runs,
                runner,
                new Announcer(servers, board, snapshots, commandRegistry, plugins, frames, ceiling),
                events,
                threads,
                commands,
                ahead,
                clock,
                System::nanoTime);
        this.dialling = new Dialling(own, this::dialer);
        runs.prune(clock.millis() - KEEP_RUNS.toMillis());
        Serial inOrder =
                new Serial(threads.pool(), thrown -> LOG.error("The bot was not told of a change of a job.", thrown));
        EventFeed feed = new EventFeed(own, servers, ceiling);
        this.listening = List.of(
                jobs.onChange(job -> inOrder.execute(() -> jobChanged(job))),
                events.subscribe(event -> {
                    feed.event(event);
                    dialling.session().ifPresent(BotSession::wake);
                }),
                commandRegistry.onChange(
                        () -> dialling.session().ifPresent(session -> commands.execute(session::announce))));
        commands.execute(runner::resume);
        this.thread = new Thread(dialling, "recon-link-dial");
        thread.setDaemon(true);
        thread.start();
    }

    private void jobChanged(io.reconsync.contract.jobs.Job job) {
        dialling.session()
                .ifPresentOrElse(
                        session -> session.changed(job), () -> own.runner().changed(job));
    }

    @Deactivate
    void stop() {
        listening.forEach(Closing::quietly);
        dialling.stop();
        thread.interrupt();
        commands.shutdownNow();
        own.threads().close();
    }

    private Optional<String> configured() {
        return configuration.section("link").flatMap(link -> link.text("bot"));
    }

    private Dialer dialer(String pin) {
        String address = configured().orElseGet(() -> own.book().get(BotBook.ADDRESS));
        return new WebSocketDialer(address, pin, own.threads().pool());
    }

    @Override
    public Status status() {
        boolean enrolled = own.book().enrolled();
        boolean online = dialling.session().isPresent();
        String address = configured().orElse(own.book().get(BotBook.ADDRESS));
        String sentence;
        if (!enrolled) {
            sentence = "This agent is not enrolled: give a token of the bot to `reconsync enroll`.";
        } else if (online) {
            sentence = "The link to " + address + " is up; the bot calls this agent "
                    + own.book().get(BotBook.NAME) + ".";
        } else {
            sentence = "The link to " + address
                    + " is down; everything here goes on, and what the bot has to know waits. " + dialling.problem();
        }
        return new Status(
                address, enrolled, online, dialling.since(), own.streams().waiting(Runs.BOT), sentence.strip());
    }

    @Override
    public Status enroll(Secret token, Deadline deadline) {
        masks.add(token);
        Token given = Token.parse(token.reveal());
        masks.add(Secret.of(given.secret()));
        if (dialling.session().isPresent()) {
            throw new ReconException(
                    "enrol-already",
                    ErrorOwner.USER,
                    "This agent is enrolled and its link is up.",
                    "To move it to another bot, run 'agent revoke " + own.book().get(BotBook.NAME)
                            + "' on the bot first.");
        }
        String address = configured().orElse(given.address());
        AgentKey key = AgentKey.make();
        Body enrolled;
        try (Dialer dialer =
                new WebSocketDialer(address, given.pin(), own.threads().pool())) {
            enrolled = new Attempt(own, key, Optional.of(given), session -> {}).enrol(dialer, deadline);
        }
        own.keys().begin(key);
        database.write(connection -> {
            // Another bot, or another agent of the same one: what the former has to know is not its business.
            own.streams().forget(connection, Runs.BOT);
            own.book().put(BotBook.ADDRESS, address);
            own.book().put(BotBook.PIN, given.pin());
            own.book().put(BotBook.LEASE, "none");
            own.book().put(BotBook.NAME, enrolled.text("name", 100));
            own.book().put(BotBook.KEY_MADE, String.valueOf(own.clock().millis()));
            own.book().put(BotBook.AGENT, enrolled.text("agent", 64));
            return null;
        });
        dialling.again();
        dialling.await(deadline.atMost(Duration.ofSeconds(10)));
        return status();
    }
}
