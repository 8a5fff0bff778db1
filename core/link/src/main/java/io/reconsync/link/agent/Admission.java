// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.link.agent;

import io.reconsync.api.ErrorOwner;
import io.reconsync.api.ReconException;
import io.reconsync.link.frame.Body;
import io.reconsync.link.frame.Frame;
import io.reconsync.link.frame.Frames;
import io.reconsync.link.identity.AgentKey;
import io.reconsync.link.identity.Digests;
import io.reconsync.link.identity.Token;
import io.reconsync.link.session.Connection;
import io.reconsync.link.session.Proof;
import io.reconsync.link.session.Said;
import java.time.Duration;
import java.util.Optional;

/** The agent's half of the conversation that begins a session, or that enrols. */
final class Admission implements Connection.Stage {
    private static final long PATIENCE = Duration.ofSeconds(20).toNanos();

    private final Connection connection;
    private final Self self;
    private final AgentKey key;
    private final Optional<Token> token;
    private final Next next;

    /** Who this agent is. */
    record Self(String agent, String name, String version, String boot, String lease, long inEpoch, long inSeq) {}

    /** What comes out of it. Calls come one after the other. */
    interface Next {
        /** The bot has made an agent of us; the connection has done its work. */
        void enrolled(Body enrolled);

        /** The bot knows us: what goes into the answer. */
        Body welcome(Body welcome);

        /** Both know what the other has: the stage that goes on. */
        void reconciled(Body reconciled);

        /** The bot does not want us. */
        void refused(ReconException why);

        /** The connection ended before that. */
        void closed(String why);
    }

    Admission(Connection connection, Self self, AgentKey key, Optional<Token> token, Next next) {
        this.connection = connection;
        this.self = self;
        this.key = key;
        this.token = token;
        this.next = next;
    }

    @Override
    public int longest() {
        return Frames.LONGEST;
    }

    @Override
    public void frame(Frame frame) {
        switch (frame.type()) {
            case "challenge" -> challenged(frame.body());
            case "enrolled" -> next.enrolled(frame.body());
            case "welcome" -> connection.send(new Frame("reconcile", 0, next.welcome(frame.body())));
            case "reconciled" -> next.reconciled(frame.body());
            case "refused" -> next.refused(Said.error(frame.body().body("error")));
            case "bye" -> connection.close(frame.body().text("why", 500));
            default -> throw Body.malformed(frame.type(), "has no place here");
        }
    }

    private void challenged(Body challenge) {
        boolean speaks = challenge.values().get("protocols") instanceof java.util.List<?> list && list.contains(1L);
        if (!speaks) {
            next.refused(new ReconException(
                    "link-protocol",
                    ErrorOwner.USER,
                    "The bot (" + challenge.find("version", 64).orElse("?")
                            + ") does not speak this agent's version of the link.",
                    "Update the older of the two."));
            return;
        }
        String nonce = challenge.text("nonce", 64);
        String bot = challenge.text("bot", 64);
        String own = Digests.random(24);
        connection.send(token.map(given -> enrol(given, nonce, bot, own)).orElseGet(() -> hello(nonce, bot, own)));
    }

    private Frame enrol(Token given, String nonce, String bot, String own) {
        String text = Proof.enrolment(nonce, own, bot, key.open(), connection.binding(), given.hash());
        return Frame.of(
                "enrol",
                "protocol",
                1L,
                "token",
                given.secret(),
                "name",
                Said.cut(self.name(), 63),
                "key",
                key.open(),
                "nonce",
                own,
                "proof",
                key.sign(text));
    }

    private Frame hello(String nonce, String bot, String own) {
        String text = Proof.session(nonce, own, bot, self.agent(), connection.binding(), self.lease(), self.boot());
        return Frame.of(
                "hello",
                "protocol",
                1L,
                "agent",
                self.agent(),
                "key",
                Digests.of(key.open()),
                "version",
                self.version(),
                "boot",
                self.boot(),
                "lease",
                self.lease(),
                "in_epoch",
                self.inEpoch(),
                "in_seq",
                self.inSeq(),
                "nonce",
                own,
                "proof",
                key.sign(text));
    }

    @Override
    public void tick() {
        if (connection.age() > PATIENCE) {
            connection.close("The bot did not answer in time.");
        }
    }

    @Override
    public void closed(String why) {
        next.closed(why);
    }
}
