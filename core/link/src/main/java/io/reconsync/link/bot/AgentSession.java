// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.link.bot;

import io.reconsync.api.Deadline;
import io.reconsync.api.ErrorOwner;
import io.reconsync.api.ReconException;
import io.reconsync.api.command.Actor;
import io.reconsync.api.runtime.Event;
import io.reconsync.api.runtime.Severity;
import io.reconsync.contract.commands.Commands;
import io.reconsync.contract.fleet.Agent;
import io.reconsync.contract.values.Ids;
import io.reconsync.link.frame.Body;
import io.reconsync.link.frame.Frame;
import io.reconsync.link.identity.AgentKey;
import io.reconsync.link.session.Parts;
import io.reconsync.link.session.Proof;
import io.reconsync.link.session.Said;
import io.reconsync.link.session.Session;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** An agent that is here. Who it is was proven when the session began; nothing it says later changes that. */
final class AgentSession implements Session.End {
    private static final Logger LOG = LoggerFactory.getLogger(AgentSession.class);
    private static final int ASKED_AT_ONCE = 64;

    private final Desk desk;
    private final AgentRow agent;
    private final Map<String, CompletableFuture<Body>> asked = new ConcurrentHashMap<>();
    private final Parts parts;
    private volatile Session session;
    private volatile Map<String, String> refused = Map.of();
    private int ticks;

    AgentSession(Desk desk, AgentRow agent) {
        this.desk = desk;
        this.agent = agent;
        this.parts = new Parts(desk.frames(), this::send, this::answered);
    }

    void of(Session opened) {
        session = opened;
    }

    private void send(Frame frame) {
        session.send(frame);
    }

    AgentRow agent() {
        return agent;
    }

    void close(String why) {
        session.close(why);
    }

    /** Something was appended for it. */
    void wake() {
        session.wake();
    }

    /** Computed now: silent for longer than it should be, or not. */
    Agent.State state() {
        return session.silence() > desk.beat().multipliedBy(2).plusSeconds(2).toNanos()
                ? Agent.State.SUSPECT
                : Agent.State.ONLINE;
    }

    Instant seen() {
        return desk.clock().instant().minusNanos(session.silence());
    }

    String remote() {
        return session.remote();
    }

    /** Servers that it may not have, with the reason. */
    Map<String, String> refused() {
        return refused;
    }

    /** Takes what it says about itself; returns what was refused of its servers. */
    Map<String, String> told(Body said) {
        if (said.values().containsKey("servers")) {
            Map<String, String> now = desk.state().servers(agent, said);
            now.forEach((id, why) -> {
                if (!refused.containsKey(id)) {
                    desk.report(
                            "agent-server-refused",
                            Severity.WARNING,
                            agent,
                            "The server " + id + " of the agent " + agent.name() + " is refused. " + why);
                }
            });
            refused = Map.copyOf(now);
        }
        if (said.values().containsKey("commands")) {
            List<String> out = desk.state().commands(agent, said);
            if (!out.isEmpty()) {
                LOG.warn("The agent {} offers commands that it may not: {}", agent.name(), String.join(", ", out));
            }
        }
        if (said.values().containsKey("facts")) {
            desk.state().facts(agent, said);
        }
        desk.presence().changed();
        return refused;
    }

    @Override
    public Runnable durable(Connection sql, Frame frame) throws SQLException {
        Body body = frame.body();
        return switch (frame.type()) {
            case "taken" -> taken(sql, body);
            case "done" -> answer(sql, body, Order.State.DONE, "result");
            case "refused" -> answer(sql, body, Order.State.REFUSED, "error");
            case "outcome" -> outcome(sql, body);
            case "event" -> event(body);
            case "key" -> key(sql, body);
            default -> {
                LOG.warn("The agent {} said {}, which this version does not know.", agent.name(), frame.type());
                yield () -> {};
            }
        };
    }

    private Runnable taken(Connection sql, Body body) throws SQLException {
        String id = body.text("id", 36);
        Said.result(body.body("result"));
        desk.board().said(sql, agent.id(), id, Order.State.TAKEN, body);
        return () -> {
            desk.board()
                    .find(id)
                    .filter(order ->
                            order.agent().equals(agent.id()) && order.job().isEmpty())
                    .ifPresent(order -> desk.follow(order, agent.name()));
            desk.board().changed();
        };
    }

    private Runnable answer(Connection sql, Body body, Order.State state, String what) throws SQLException {
        if (state == Order.State.REFUSED) {
            Said.error(body.body(what));
        } else {
            Said.result(body.body(what));
        }
        desk.board().said(sql, agent.id(), body.text("id", 36), state, body);
        return desk.board()::changed;
    }

    private Runnable outcome(Connection sql, Body body) throws SQLException {
        Said.constant(io.reconsync.contract.jobs.Job.State.class, body.text("state", 20));
        body.text("text", 4000);
        body.map("result", 200, 20_000);
        body.find("error").ifPresent(Said::error);
        desk.board().said(sql, agent.id(), body.text("id", 36), Order.State.OVER, body);
        return desk.board()::changed;
    }

    /** Stored with the place in the stream, so once. */
    private Runnable event(Body body) {
        String kind = body.text("kind", 64);
        if (!kind.matches("[a-z][a-z0-9-]*")) {
            throw Body.malformed("kind", "is no kind of event");
        }
        Map<String, String> values = new HashMap<>(body.map("values", 50, 4000));
        values.put("agent", agent.name());
        Optional<String> server = body.find("server", 100);
        if (server.isPresent() && !desk.state().serversOf(agent.id()).contains(server.get())) {
            throw Body.malformed("server", "is not one of this agent's");
        }
        desk.events()
                .emit(new Event(
                        Said.moment(body, "at").orElse(desk.clock().instant()),
                        kind,
                        Said.constant(Severity.class, body.text("severity", 20)),
                        server,
                        body.text("text", 4000),
                        values));
        return () -> {};
    }

    private Runnable key(Connection sql, Body body) throws SQLException {
        String next = body.text("key", 200);
        String text = Proof.rotation(agent.id(), agent.key(), next);
        if (!AgentKey.proves(agent.key(), text, body.text("old", 200))
                || !AgentKey.proves(next, text, body.text("new", 200))) {
            throw Body.malformed("key", "is not proven");
        }
        desk.roster().nextKey(sql, agent.id(), next);
        return () ->
                desk.report("agent-key-changed", Severity.INFO, agent, "The agent " + agent.name() + " has a new key.");
    }

    @Override
    public void passing(Frame frame) {
        switch (frame.type()) {
            case "state" -> told(frame.body());
            case "progress" -> progress(frame.body());
            case "answer" -> answered(frame.body());
            case "part" -> parts.part(frame.body());
            default -> LOG.debug("The agent {} said {}, which has no effect.", agent.name(), frame.type());
        }
    }

    private void progress(Body body) {
        body.find("step", 100);
        body.find("text", 4000);
        body.fraction("progress");
        desk.board().progress(body.text("id", 36), body);
    }

    private void answered(Body body) {
        CompletableFuture<Body> waiting = asked.remove(body.text("id", 36));
        if (waiting != null) {
            waiting.complete(body);
        }
    }

    /** Asks it something and waits for the answer. */
    Commands.Result ask(List<String> words, Actor actor, Deadline deadline) {
        String id = Ids.next(desk.clock());
        CompletableFuture<Body> answer = new CompletableFuture<>();
        if (asked.size() >= ASKED_AT_ONCE) {
            throw slow("has too much to answer already");
        }
        asked.put(id, answer);
        try {
            parts.expect(id);
            send(Frame.of(
                    "ask",
                    "id",
                    id,
                    "words",
                    words,
                    "actor",
                    Said.of(actor).values(),
                    "ms",
                    Math.max(1, deadline.remaining().toMillis())));
            Body body = answer.get(deadline.remaining().toMillis() + 1, TimeUnit.MILLISECONDS);
            if (body.values().containsKey("error")) {
                throw Said.error(body.body("error"));
            }
            return Said.result(body.body("result"));
        } catch (TimeoutException e) {
            throw slow("did not answer in time");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw slow("was not waited for");
        } catch (ExecutionException e) {
            throw e.getCause() instanceof ReconException known ? known : slow(String.valueOf(e.getCause()));
        } finally {
            asked.remove(id);
            parts.forget(id);
        }
    }

    private ReconException slow(String what) {
        return new ReconException(
                "agent-slow",
                ErrorOwner.REMOTE,
                "The agent " + agent.name() + " " + what + ".",
                "Try again; 'agent list' says how it is.");
    }

    @Override
    public void tick() {
        if (++ticks % 60 == 0) {
            desk.roster().seen(agent.id());
        }
    }

    @Override
    public void closed(String why) {
        ReconException gone = new ReconException(
                "agent-offline",
                ErrorOwner.REMOTE,
                "The agent " + agent.name() + " went away before it answered: " + why,
                "Try again when 'agent list' shows it online.");
        asked.values().forEach(waiting -> waiting.completeExceptionally(gone));
        if (desk.presence().went(agent.id(), this, why)) {
            desk.state().gone(agent.id());
            desk.roster().seen(agent.id());
            LOG.info("The agent {} is gone: {}", agent.name(), why);
        }
    }
}
