// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.link.agent;

import io.reconsync.api.ErrorOwner;
import io.reconsync.api.ReconException;
import io.reconsync.api.command.Actor;
import io.reconsync.contract.jobs.Job;
import io.reconsync.link.frame.Body;
import io.reconsync.link.frame.Frame;
import io.reconsync.link.frame.Frames;
import io.reconsync.link.session.PartSender;
import io.reconsync.link.session.Parts;
import io.reconsync.link.session.Said;
import io.reconsync.link.session.Session;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The bot is there. */
final class BotSession implements Session.End {
    private static final Logger LOG = LoggerFactory.getLogger(BotSession.class);
    private static final int MOST_SENDING = 16;
    private static final int EVERY_TICKS = 3;

    private final OrderRunner runner;
    private final Runs runs;
    private final Announcer announcer;
    private final Frames frames;
    private final Executor pool;
    private final Consumer<String> gone;
    private final Map<String, Object> told = new HashMap<>();
    private final Map<String, PartSender> sending = new ConcurrentHashMap<>();
    private volatile Session session;
    private int ticks;

    /** {@code pool} runs commands; it refuses what is too much. */
    BotSession(
            OrderRunner runner,
            Runs runs,
            Announcer announcer,
            Frames frames,
            Executor pool,
            Map<String, Object> toldAlready,
            Consumer<String> gone) {
        this.runner = runner;
        this.runs = runs;
        this.announcer = announcer;
        this.frames = frames;
        this.pool = pool;
        this.gone = gone;
        told.putAll(toldAlready);
    }

    void of(Session opened) {
        session = opened;
    }

    void wake() {
        session.wake();
    }

    void close(String why) {
        session.close(why);
    }

    /** A job of this agent changed. */
    void changed(Job job) {
        Frame frame = runner.changed(job);
        if (frame == null) {
            session.wake();
        } else {
            session.send(frame);
        }
    }

    @Override
    public Runnable durable(Connection sql, Frame frame) throws SQLException {
        return switch (frame.type()) {
            case "order" -> {
                String id = frame.body().text("id", 36);
                yield runs.enter(sql, frame.body()) ? () -> begin(id) : () -> {};
            }
            case "cancel" -> {
                String id = frame.body().text("id", 36);
                yield () -> pool.execute(() -> runner.cancel(id));
            }
            default -> {
                LOG.warn("The bot said {}, which this version does not know.", frame.type());
                yield () -> {};
            }
        };
    }

    private void begin(String id) {
        try {
            pool.execute(() -> {
                runs.find(id).ifPresent(runner::begin);
                session.wake();
            });
        } catch (RejectedExecutionException e) {
            // It is in the store: it waits for its turn, or for the next start.
            LOG.warn("There is too much to do for the bot's order {} now.", id);
        }
    }

    @Override
    public void passing(Frame frame) {
        switch (frame.type()) {
            case "ask" -> ask(frame.body());
            case "credit" -> {
                PartSender parts = sending.get(frame.body().text("id", 64));
                if (parts != null && parts.more(frame.body().number("parts", 1, Parts.CREDIT))) {
                    sending.values().remove(parts);
                }
            }
            case "enough" -> sending.remove(frame.body().text("id", 64));
            default -> LOG.debug("The bot said {}, which has no effect.", frame.type());
        }
    }

    private void ask(Body body) {
        String id = body.text("id", 36);
        List<String> words = body.texts("words", 200, 20_000);
        Actor actor = Said.actor(body.body("actor"));
        Duration time = Duration.ofMillis(body.number("ms", 1, 3_600_000));
        try {
            pool.execute(() -> answer(id, words, actor, time));
        } catch (RejectedExecutionException e) {
            refuse(
                    id,
                    new ReconException(
                            "agent-busy",
                            ErrorOwner.REMOTE,
                            "The agent has too much to answer at this moment.",
                            "Try again in a minute."));
        }
    }

    private void answer(String id, List<String> words, Actor actor, Duration time) {
        try {
            Body answer = Body.of(
                    "id",
                    id,
                    "result",
                    Said.of(runner.answer(words, actor, time)).values());
            String text = frames.text(answer);
            if (text.length() <= Parts.LENGTH) {
                session.send(new Frame("answer", 0, answer));
            } else if (sending.size() < MOST_SENDING) {
                PartSender parts = new PartSender(id, text, session::send);
                sending.put(id, parts);
                if (parts.go()) {
                    sending.remove(id);
                }
            }
        } catch (ReconException e) {
            refuse(id, e);
        }
    }

    private void refuse(String id, ReconException why) {
        session.send(Frame.of("answer", "id", id, "error", Said.of(why).values()));
    }

    /** Tells what has changed about this agent. */
    @Override
    public void tick() {
        if (++ticks % EVERY_TICKS == 0) {
            announce();
        }
    }

    /** From any thread that may wait. */
    synchronized void announce() {
        Map<String, Object> changed = new LinkedHashMap<>();
        announcer.all().forEach((part, value) -> {
            if (!Objects.equals(told.put(part, value), value)) {
                changed.put(part, value);
            }
        });
        if (!changed.isEmpty()) {
            session.send(new Frame("state", 0, new Body(changed)));
        }
    }

    @Override
    public void closed(String why) {
        gone.accept(why);
    }
}
