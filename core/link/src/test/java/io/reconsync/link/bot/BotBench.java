// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.link.bot;

import io.reconsync.api.Deadline;
import io.reconsync.api.ErrorOwner;
import io.reconsync.api.ReconException;
import io.reconsync.api.command.Actor;
import io.reconsync.api.command.Surface;
import io.reconsync.api.command.Tier;
import io.reconsync.api.runtime.Event;
import io.reconsync.config.json.JacksonJson;
import io.reconsync.contract.commands.Commands;
import io.reconsync.contract.events.Events;
import io.reconsync.contract.fleet.Agent;
import io.reconsync.contract.fleet.Fleet;
import io.reconsync.contract.fleet.FleetCommand;
import io.reconsync.contract.fleet.FleetServer;
import io.reconsync.link.Eventually;
import io.reconsync.link.FakeJobs;
import io.reconsync.link.Stub;
import io.reconsync.link.frame.Frames;
import io.reconsync.link.identity.Token;
import io.reconsync.link.session.LinkThreads;
import io.reconsync.link.store.LinkTables;
import io.reconsync.link.store.Streams;
import io.reconsync.link.transport.MemoryEntrance;
import io.reconsync.store.SqliteDatabase;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;

/** A bot's end without a framework: real store, in memory. */
public final class BotBench implements AutoCloseable {
    public static final Actor OWNER = new Actor("ann", Tier.OWNER, Surface.SHELL);

    public final FakeJobs jobs = new FakeJobs();
    public final List<Event> events = new CopyOnWriteArrayList<>();
    public final AtomicLong leap = new AtomicLong();
    final SqliteDatabase database;
    final Desk desk;
    final OrderBoard board;
    final MemoryEntrance entrance;
    private final Orders orders;
    private final LinkThreads threads = LinkThreads.of("test-bot", 4);
    private final Doorkeeper doorkeeper;
    private final FleetView view;

    public BotBench(Path folder) {
        database = new SqliteDatabase(folder, Clock.systemUTC());
        Frames frames = new Frames(new JacksonJson());
        board = new OrderBoard(database, frames, Clock.systemUTC());
        LinkTables.migrate(database);
        desk = new Desk(
                BotIdentity.of(database, Clock.systemUTC()),
                "0.1.0",
                Duration.ofSeconds(1),
                frames,
                new Streams(database, frames, Clock.systemUTC()),
                new Roster(database, Clock.systemUTC()),
                new FleetState(database, frames, Clock.systemUTC()),
                new Presence(Clock.systemUTC()),
                board,
                jobs,
                Stub.of(Events.class, Map.of("emit", given -> events.add((Event) given[0]) ? null : null)),
                Clock.systemUTC());
        view = new FleetView(desk);
        orders = new Orders(desk, database);
        entrance = new MemoryEntrance(threads.pool());
        doorkeeper = new Doorkeeper(desk, threads, () -> System.nanoTime() + leap.get());
        doorkeeper.open(entrance, orders::resume);
        Eventually.holds(() -> "nothing listens", entrance::isOpen);
    }

    /** The way in. */
    public MemoryEntrance entrance() {
        return entrance;
    }

    /** A token for an agent. */
    public Token token(String name, String servers, Duration valid) {
        Token token = Token.make("", "memory");
        desk.roster()
                .keep(
                        token,
                        new Fleet.Request(
                                Optional.of(name), "local", List.of(servers), List.of("*"), Optional.empty(), valid));
        return token;
    }

    public Agent agent(String name) {
        return view.agent(desk.roster().get(name));
    }

    public List<FleetServer> servers() {
        return view.servers();
    }

    public List<FleetCommand> commands() {
        Map<String, String> names = new HashMap<>();
        desk.presence()
                .all()
                .forEach(session ->
                        names.put(session.agent().id(), session.agent().name()));
        return desk.state().commands(names);
    }

    public Map<String, List<String>> facts() {
        return desk.state().facts();
    }

    private AgentSession session(String name) {
        return desk.presence()
                .of(desk.roster().get(name).id())
                .orElseThrow(() -> new ReconException("agent-offline", ErrorOwner.REMOTE, "Not here.", "Wait."));
    }

    public Commands.Result ask(String name, String... words) {
        return session(name).ask(List.of(words), OWNER, Deadline.after(Duration.ofSeconds(60)));
    }

    public Commands.Result order(String name, String... words) {
        return orders.give(session(name), List.of(words), "", OWNER, Deadline.after(Duration.ofSeconds(60)));
    }

    /** Enters an order without waiting for the answer; its id. */
    public String orderLater(String name, long validMillis, String... words) {
        AgentRow agent = desk.roster().get(name);
        Order order = new Order(
                io.reconsync.contract.values.Ids.next(Clock.systemUTC()),
                agent.id(),
                "local",
                "",
                String.join(" ", words),
                OWNER,
                Order.State.SENT,
                "",
                io.reconsync.link.frame.Body.EMPTY,
                System.currentTimeMillis() + validMillis);
        database.write(connection -> {
            board.enter(connection, order);
            desk.streams()
                    .append(
                            connection,
                            agent.id(),
                            io.reconsync.link.frame.Frame.of(
                                    "order",
                                    "id",
                                    order.id(),
                                    "words",
                                    List.of(words),
                                    "actor",
                                    io.reconsync.link.session.Said.of(OWNER).values(),
                                    "expires",
                                    order.expires()),
                            order.id());
            return null;
        });
        desk.presence().of(agent.id()).ifPresent(AgentSession::wake);
        return order.id();
    }

    /** Where an order stands, by the name of its state. */
    public String state(String order) {
        return board.find(order).orElseThrow().state().name();
    }

    /** What the agent said to it last. */
    public io.reconsync.link.frame.Body answer(String order) {
        return board.find(order).orElseThrow().answer();
    }

    public void cancel(String order) {
        board.cancel(order);
    }

    public void revoke(String name) {
        AgentRow row = desk.roster().get(name);
        desk.roster().revoke(row.id());
        desk.presence().of(row.id()).ifPresent(session -> session.close("This agent was shut out of the bot."));
    }

    public void accept(String name) {
        desk.roster().accept(desk.roster().get(name).id());
    }

    /** How many frames wait for an agent. */
    public long waiting(String name) {
        return desk.streams().waiting(desk.roster().get(name).id());
    }

    @Override
    public void close() {
        doorkeeper.close();
        threads.close();
        database.close();
    }
}
