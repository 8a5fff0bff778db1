// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.link;

import io.reconsync.api.Deadline;
import io.reconsync.config.json.JacksonJson;
import io.reconsync.link.frame.Body;
import io.reconsync.link.frame.Frame;
import io.reconsync.link.frame.Frames;
import io.reconsync.link.identity.AgentKey;
import io.reconsync.link.identity.Digests;
import io.reconsync.link.identity.Token;
import io.reconsync.link.session.Proof;
import io.reconsync.link.transport.Channel;
import io.reconsync.link.transport.Dialer;
import io.reconsync.link.transport.Receiver;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Somebody at the door who says whatever the test wants. */
final class Stranger implements Receiver {
    final Frames frames = new Frames(new JacksonJson());
    final List<Frame> heard = new CopyOnWriteArrayList<>();
    private volatile Channel channel;
    private volatile String end;

    Stranger(Dialer line) {
        line.dial(this, Deadline.after(Duration.ofSeconds(60)));
        await("challenge");
    }

    @Override
    public void opened(Channel opened) {
        channel = opened;
    }

    @Override
    public void text(String text, Runnable next) {
        heard.add(frames.read(text));
        next.run();
    }

    @Override
    public void closed(String why) {
        end = why;
    }

    Stranger says(String text) {
        channel.send(text);
        return this;
    }

    Stranger says(String type, Object... pairs) {
        return says(frames.write(Frame.of(type, pairs)));
    }

    boolean isOut() {
        return end != null;
    }

    /** Waits until it was shown out; with which words. */
    String out() {
        Eventually.holds(() -> "heard " + heard, this::isOut);
        return end;
    }

    /** The code with which it was refused. */
    String refused() {
        out();
        return heard.stream()
                .filter(frame -> frame.type().equals("refused"))
                .findFirst()
                .map(frame -> frame.body().body("error").text("code", 64))
                .orElse("no word");
    }

    Body await(String type) {
        Eventually.holds(
                () -> "no " + type + " in " + heard + ", end: " + end,
                () -> heard.stream().anyMatch(frame -> frame.type().equals(type)));
        return heard.stream()
                .filter(frame -> frame.type().equals(type))
                .findFirst()
                .orElseThrow()
                .body();
    }

    /** Enrols as it should be done; the agent's id. */
    String enrol(AgentKey key, Token token) {
        Body challenge = await("challenge");
        String proof = key.sign(Proof.enrolment(
                challenge.text("nonce", 64), "n", challenge.text("bot", 64), key.open(), "", token.hash()));
        says(
                "enrol",
                "protocol",
                1L,
                "token",
                token.secret(),
                "name",
                "x",
                "key",
                key.open(),
                "nonce",
                "n",
                "proof",
                proof);
        return await("enrolled").text("agent", 64);
    }

    /** A hello as it should be, with this key, agent and lease. */
    Stranger hello(AgentKey key, String agent, String lease) {
        Body challenge = await("challenge");
        return hello(key, agent, lease, challenge.text("nonce", 64));
    }

    Stranger hello(AgentKey key, String agent, String lease, String nonce) {
        String proof =
                key.sign(Proof.session(nonce, "n", await("challenge").text("bot", 64), agent, "", lease, "boot"));
        return says(
                "hello",
                "protocol",
                1L,
                "agent",
                agent,
                "key",
                Digests.of(key.open()),
                "version",
                "0.1.0",
                "boot",
                "boot",
                "lease",
                lease,
                "in_epoch",
                0L,
                "in_seq",
                0L,
                "nonce",
                "n",
                "proof",
                proof);
    }

    /** All the way to a session. */
    Stranger session(AgentKey key, String agent) {
        hello(key, agent, "none");
        String lease = await("welcome").text("lease", 64);
        says(
                "reconcile",
                "lease",
                lease,
                "epoch",
                5L,
                "state",
                Body.of("servers", List.of()).values(),
                "orders",
                List.of());
        await("reconciled");
        return this;
    }
}
