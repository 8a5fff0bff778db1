// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.link.bot;

import io.reconsync.api.Deadline;
import io.reconsync.api.ErrorOwner;
import io.reconsync.api.ReconException;
import io.reconsync.api.command.Actor;
import io.reconsync.contract.commands.Commands;
import io.reconsync.contract.config.Configuration;
import io.reconsync.contract.events.Events;
import io.reconsync.contract.fleet.Agent;
import io.reconsync.contract.fleet.Fleet;
import io.reconsync.contract.fleet.FleetCommand;
import io.reconsync.contract.fleet.FleetServer;
import io.reconsync.contract.jobs.Audit;
import io.reconsync.contract.jobs.Jobs;
import io.reconsync.contract.json.JsonCodec;
import io.reconsync.contract.runtime.Conditions;
import io.reconsync.contract.runtime.Instance;
import io.reconsync.contract.store.Database;
import io.reconsync.link.frame.Frames;
import io.reconsync.link.identity.BotCertificate;
import io.reconsync.link.session.LinkThreads;
import io.reconsync.link.store.LinkTables;
import io.reconsync.link.store.Streams;
import io.reconsync.link.transport.Entrance;
import io.reconsync.link.transport.WebSocketEntrance;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.propertytypes.SatisfyingConditionTarget;
import org.osgi.service.condition.Condition;

/** The bot's end of the link. */
@Component(service = Fleet.class, immediate = true)
@SatisfyingConditionTarget("(osgi.condition.id=reconsync.link.listen)")
public final class BotRoom implements Fleet {
    private static final int THREADS = 8;

    private final Database database;
    private final Audit audit;
    private final Desk desk;
    private final FleetView view;
    private final Orders orders;
    private final Enrolments enrolments;
    private final LinkThreads threads;
    private final Doorkeeper doorkeeper;

    /** @param start not used: before it, rooms are still being made, and one of them may be waiting for this one */
    @Activate
    public BotRoom(
            @Reference Database database,
            @Reference JsonCodec json,
            @Reference Jobs jobs,
            @Reference Events events,
            @Reference Audit audit,
            @Reference Configuration configuration,
            @Reference Instance instance,
            @Reference OrderBoard board,
            @Reference(target = "(" + Condition.CONDITION_ID + "=" + Conditions.PLUGINS + ")") Condition start) {
        this.database = database;
        this.audit = audit;
        LinkTables.migrate(database);
        Clock clock = Clock.systemUTC();
        BotSettings settings = BotSettings.of(configuration.section("link").orElseThrow(), instance.home());
        Optional<BotCertificate> certificate = settings.shown(instance.home(), configuration.name(), clock);
        Frames frames = new Frames(json);
        this.desk = new Desk(
                BotIdentity.of(database, clock),
                instance.version(),
                settings.beat(),
                frames,
                new Streams(database, frames, clock),
                new Roster(database, clock),
                new FleetState(database, frames, clock),
                new Presence(clock),
                board,
                jobs,
                events,
                clock);
        this.view = new FleetView(desk);
        this.orders = new Orders(desk, database);
        this.enrolments = new Enrolments(desk.roster(), settings, certificate);
        this.threads = LinkThreads.of("recon-link", THREADS);
        this.doorkeeper = new Doorkeeper(desk, threads, System::nanoTime);
        Entrance entrance = new WebSocketEntrance(settings.listen(), certificate);
        doorkeeper.open(entrance, orders::resume);
    }

    @Deactivate
    void stop() {
        doorkeeper.close();
        threads.close();
    }

    @Override
    public List<Agent> agents() {
        return view.agents();
    }

    @Override
    public Agent agent(String nameOrId) {
        return view.agent(desk.roster().get(nameOrId));
    }

    @Override
    public List<FleetServer> servers() {
        return view.servers();
    }

    @Override
    public List<FleetCommand> commands() {
        Map<String, String> names = new java.util.HashMap<>();
        desk.presence()
                .all()
                .forEach(session ->
                        names.put(session.agent().id(), session.agent().name()));
        return desk.state().commands(names);
    }

    @Override
    public Map<String, List<String>> facts() {
        return desk.state().facts();
    }

    @Override
    public Commands.Result run(
            String agent,
            List<String> words,
            Optional<String> server,
            boolean changes,
            Actor actor,
            Deadline deadline) {
        AgentRow row = desk.roster().get(agent);
        AgentSession session = desk.presence().of(row.id()).orElseThrow(() -> offline(row));
        if (!changes) {
            return session.ask(words, actor, deadline);
        }
        audit.record(
                actor,
                String.join(" ", words.subList(0, Math.min(2, words.size()))),
                server.orElse(row.name()),
                "sent to " + row.name());
        return orders.give(session, words, server.orElse(""), actor, deadline);
    }

    private ReconException offline(AgentRow row) {
        return new ReconException(
                "agent-offline",
                ErrorOwner.REMOTE,
                "The agent " + row.name() + " is not online. " + view.agent(row).explanation(),
                "Nothing was sent. It goes on with its schedules by itself; try again when 'agent list' shows it online.");
    }

    @Override
    public Ticket register(Request request, Actor actor) {
        Ticket ticket = enrolments.ticket(request);
        audit.record(actor, "agent register", request.name().orElse("*"), "token until " + ticket.expires());
        return ticket;
    }

    @Override
    public Agent revoke(String nameOrId, Actor actor) {
        AgentRow row = desk.roster().get(nameOrId);
        desk.roster().revoke(row.id());
        desk.presence().of(row.id()).ifPresent(session -> session.close("This agent was shut out of the bot."));
        desk.state().forget(row.id());
        audit.record(actor, "agent revoke", row.name(), "revoked");
        desk.presence().changed();
        return agent(row.id());
    }

    @Override
    public Agent accept(String nameOrId, Actor actor) {
        AgentRow row = desk.roster().get(nameOrId);
        desk.roster().accept(row.id());
        audit.record(actor, "agent accept", row.name(), "accepted");
        return agent(row.id());
    }

    @Override
    public AutoCloseable onChange(Runnable listener) {
        return desk.presence().onChange(listener);
    }
}
