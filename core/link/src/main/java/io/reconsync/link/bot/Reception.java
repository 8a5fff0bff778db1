// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.link.bot;

import io.reconsync.api.ErrorOwner;
import io.reconsync.api.ReconException;
import io.reconsync.api.runtime.Severity;
import io.reconsync.link.frame.Body;
import io.reconsync.link.frame.Frame;
import io.reconsync.link.frame.Frames;
import io.reconsync.link.identity.AgentKey;
import io.reconsync.link.identity.Digests;
import io.reconsync.link.session.Connection;
import io.reconsync.link.session.Proof;
import io.reconsync.link.session.Said;
import io.reconsync.link.session.Session;
import io.reconsync.link.store.Streams;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The conversation with somebody who has just connected, until it is known who it is and both sides know what the other
 * has: challenge, proof, welcome, reconcile. Everybody may connect, so nothing is kept for long here.
 */
final class Reception implements Connection.Stage {
    private static final Logger LOG = LoggerFactory.getLogger(Reception.class);
    private static final int LONGEST_HELLO = 8_192;
    private static final long PATIENCE = 10_000_000_000L;
    private static final int MOST_STRANGERS = 64;

    private final Desk desk;
    private final Connection connection;
    private final AtomicInteger strangers;
    private final String nonce = Digests.random(24);
    private boolean counted;
    private AgentRow agent;
    private String lease;
    private String version;
    private Streams.Place theirs;

    Reception(Desk desk, Connection connection, AtomicInteger strangers) {
        this.desk = desk;
        this.connection = connection;
        this.strangers = strangers;
    }

    @Override
    public void opened() {
        counted = true;
        if (strangers.incrementAndGet() > MOST_STRANGERS) {
            refuse(new ReconException(
                    "link-busy",
                    ErrorOwner.REMOTE,
                    "Too many are connecting to the bot at this moment.",
                    "It goes on by itself.",
                    java.time.Duration.ofSeconds(5),
                    null));
            return;
        }
        connection.send(Frame.of(
                "challenge",
                "protocols",
                java.util.List.of(1L),
                "bot",
                desk.id(),
                "version",
                desk.version(),
                "nonce",
                nonce,
                "time",
                desk.clock().millis()));
    }

    @Override
    public int longest() {
        return agent == null ? LONGEST_HELLO : Frames.LONGEST;
    }

    @Override
    public void frame(Frame frame) {
        try {
            switch (frame.type()) {
                case "hello" -> hello(frame.body());
                case "enrol" -> enrol(frame.body());
                case "reconcile" -> reconcile(frame.body());
                case "beat" -> connection.send(Frame.of("beat"));
                default -> throw Body.malformed(frame.type(), "has no place here");
            }
        } catch (ReconException e) {
            refuse(e);
        }
    }

    private void refuse(ReconException why) {
        LOG.info("A connection from {} is refused: {}", connection.remote(), why.getMessage());
        connection.send(Frame.of("refused", "error", Said.of(why).values()));
        connection.close(why.getMessage());
    }

    private void protocol(Body body) {
        if (body.number("protocol", 0, 1000) != 1) {
            throw new ReconException(
                    "link-protocol",
                    ErrorOwner.USER,
                    "This bot (" + desk.version() + ") and that agent speak different versions of the link.",
                    "Update the older of the two.");
        }
    }

    private void enrol(Body body) {
        protocol(body);
        String key = body.text("key", 200);
        String hash = Digests.of(body.text("token", 64));
        String text = Proof.enrolment(nonce, body.text("nonce", 64), desk.id(), key, connection.binding(), hash);
        if (agent != null || !AgentKey.proves(key, text, body.text("proof", 200))) {
            throw unproven();
        }
        String name = body.text("name", 63).replaceAll("[^\\p{Alnum}._ -]", "-");
        AgentRow enrolled = desk.roster().enrol(hash, name.isBlank() ? "agent" : name, key);
        desk.report(
                "agent-enrolled",
                Severity.INFO,
                enrolled,
                "The agent " + enrolled.name() + " was enrolled from " + connection.remote() + ".");
        desk.presence().changed();
        connection.send(Frame.of("enrolled", "agent", enrolled.id(), "name", enrolled.name(), "bot", desk.id()));
    }

    private void hello(Body body) {
        protocol(body);
        AgentRow known = desk.roster()
                .find(body.text("agent", 64))
                .orElseThrow(() -> shut("agent-unknown", "The bot does not know this agent"));
        if (agent != null || known.revoked() > 0) {
            throw shut("agent-revoked", "The agent " + known.name() + " was shut out of this bot");
        }
        String fingerprint = body.text("key", 64);
        boolean next = !known.nextKey().isEmpty() && fingerprint.equals(Digests.of(known.nextKey()));
        String key = next ? known.nextKey() : known.key();
        String text = Proof.session(
                nonce,
                body.text("nonce", 64),
                desk.id(),
                known.id(),
                connection.binding(),
                body.text("lease", 64),
                body.text("boot", 64));
        if (!AgentKey.proves(key, text, body.text("proof", 200))) {
            throw unproven();
        }
        String held = body.text("lease", 64);
        if (!known.lease().isEmpty() && !held.equals(known.lease()) && !held.equals(known.offered())) {
            throw copied(known);
        }
        if (next) {
            desk.roster().promote(known.id(), key);
        }
        agent = desk.roster().find(known.id()).orElseThrow();
        lease = Digests.random(18);
        version = body.text("version", 64);
        theirs =
                new Streams.Place(body.number("in_epoch", 0, Long.MAX_VALUE), body.number("in_seq", 0, Long.MAX_VALUE));
        desk.roster().offer(agent.id(), lease);
        welcome();
    }

    private void welcome() {
        Streams.Place out = desk.streams().out(agent.id());
        if (theirs.epoch() == out.epoch() && theirs.seq() > out.seq()) {
            // It has more of us than we ever sent: our store is an old copy.
            out = desk.streams().renew(agent.id());
        }
        if (theirs.epoch() != out.epoch()) {
            theirs = new Streams.Place(out.epoch(), 0);
        }
        Streams.Place in = desk.streams().in(agent.id());
        connection.send(Frame.of(
                "welcome",
                "lease",
                lease,
                "name",
                agent.name(),
                "epoch",
                out.epoch(),
                "in_epoch",
                in.epoch(),
                "in_seq",
                in.seq(),
                "beat_ms",
                desk.beat().toMillis(),
                "time",
                desk.clock().millis()));
    }

    private ReconException copied(AgentRow known) {
        desk.report(
                "agent-copied",
                Severity.CRITICAL,
                known,
                "Two installations use the key of the agent " + known.name() + "; the one at " + connection.remote()
                        + " was refused. If it was put back from a backup, run 'agent accept " + known.name()
                        + "'; if its machine was copied, enrol the copy anew.");
        return shut(
                "agent-copied",
                "Another installation uses the key of the agent " + known.name()
                        + ", or this one was put back from a backup");
    }

    private static ReconException unproven() {
        return new ReconException(
                "agent-unproven",
                ErrorOwner.REMOTE,
                "The proof does not fit the key and this connection.",
                "If a proxy stands between agent and bot that ends TLS, let the bot listen without TLS behind it; else enrol"
                        + " this agent again.");
    }

    private static ReconException shut(String code, String what) {
        return new ReconException(
                code,
                ErrorOwner.USER,
                what + ".",
                "Make a token with `reconsync enroll --new` on the bot and give it to `reconsync enroll` here.",
                java.time.Duration.ofMinutes(5),
                null);
    }

    private void reconcile(Body body) {
        if (agent == null || !body.text("lease", 64).equals(lease)) {
            throw Body.malformed("reconcile", "came before its time");
        }
        long epoch = body.number("epoch", 1, Long.MAX_VALUE);
        boolean knew = desk.streams().in(agent.id()).epoch() != 0;
        if (desk.streams().begins(agent.id(), epoch) && knew) {
            lost(new HashSet<>(body.texts("orders", 10_000, 36)));
        }
        desk.roster().confirmed(agent.id(), lease, version);
        AgentSession end = new AgentSession(desk, agent);
        Session session = new Session(connection, agent.id(), desk.streams(), end, epoch, desk.beat());
        end.of(session);
        settle();
        connection.stage(session);
        Map<String, Object> refused = new LinkedHashMap<>(end.told(body.body("state")));
        desk.presence().came(agent.id(), end);
        LOG.info("The agent {} is online from {}.", agent.name(), connection.remote());
        connection.send(Frame.of("reconciled", "refused", refused));
        session.begin(theirs.seq());
    }

    /** Its stream began anew: what it does not know any more, nobody can tell. */
    private void lost(Set<String> known) {
        for (Order.State state : Set.of(Order.State.SENT, Order.State.TAKEN)) {
            for (Order order : desk.board().of(agent.id(), state)) {
                if (!known.contains(order.id()) && !desk.streams().waiting(agent.id(), order.id())) {
                    desk.board().lost(order);
                }
            }
        }
    }

    @Override
    public void tick() {
        if (connection.age() > PATIENCE) {
            connection.close("It did not say in time who it is.");
        }
    }

    private void settle() {
        if (counted) {
            counted = false;
            strangers.decrementAndGet();
        }
    }

    @Override
    public void closed(String why) {
        settle();
        LOG.debug("A connection from {} ended before it was a session: {}", connection.remote(), why);
        Optional.ofNullable(agent)
                .ifPresent(known -> LOG.info("The agent {} went during its welcome: {}", known.name(), why));
    }
}
