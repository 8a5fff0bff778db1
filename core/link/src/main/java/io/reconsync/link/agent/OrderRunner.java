// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.link.agent;

import io.reconsync.api.Deadline;
import io.reconsync.api.ErrorOwner;
import io.reconsync.api.ReconException;
import io.reconsync.api.command.Actor;
import io.reconsync.api.command.Reply;
import io.reconsync.api.command.Surface;
import io.reconsync.api.command.Tier;
import io.reconsync.contract.commands.Commands;
import io.reconsync.contract.jobs.Job;
import io.reconsync.contract.jobs.Jobs;
import io.reconsync.contract.servers.Server;
import io.reconsync.contract.servers.Servers;
import io.reconsync.link.frame.Body;
import io.reconsync.link.frame.Frame;
import io.reconsync.link.session.Said;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Does what the bot asks, below the ceiling, with this agent's own commands and jobs. An order is begun once: one that the
 * end of the process caught between its beginning and its job is answered as unknown and not begun again.
 */
final class OrderRunner {
    private static final Logger LOG = LoggerFactory.getLogger(OrderRunner.class);
    private static final Duration LIMIT = Duration.ofMinutes(2);
    private static final int LONGEST = 60_000;

    private final Commands commands;
    private final Jobs jobs;
    private final Servers servers;
    private final Ceiling ceiling;
    private final Runs runs;
    private final Clock clock;
    private final LongSupplier ahead;
    private final Map<String, String> followed = new ConcurrentHashMap<>();

    /** {@code ahead}: by how many milliseconds the bot's clock is ahead of ours. */
    OrderRunner(
            Commands commands,
            Jobs jobs,
            Servers servers,
            Ceiling ceiling,
            Runs runs,
            Clock clock,
            LongSupplier ahead) {
        this.commands = commands;
        this.jobs = jobs;
        this.servers = servers;
        this.ceiling = ceiling;
        this.runs = runs;
        this.clock = clock;
        this.ahead = ahead;
    }

    /** Answers a question. */
    Commands.Result answer(List<String> words, Actor actor, Duration time) {
        Actor lowered = checked(words, actor);
        boolean changes = commands.list().stream()
                .filter(entry -> String.join(" ", words).concat(" ").startsWith(entry.name() + " "))
                .max(java.util.Comparator.comparingInt(entry -> entry.name().length()))
                .map(entry -> entry.descriptor().changes())
                .orElse(false);
        if (changes) {
            throw new ReconException(
                    "link-ask-changes",
                    ErrorOwner.REMOTE,
                    "The bot asked for '" + words.get(0) + "' as if it changed nothing.",
                    "Let bot and agent run versions that fit together.");
        }
        return commands.run(words, lowered, Deadline.after(time).atMost(LIMIT));
    }

    private Actor checked(List<String> words, Actor actor) {
        Set<String> known = servers.all().stream().map(Server::id).collect(Collectors.toSet());
        ceiling.check(words, known);
        return ceiling.lower(actor);
    }

    /** Begins an order that is in the store. */
    void begin(Runs.Run run) {
        if (!runs.begin(run.id())) {
            return;
        }
        try {
            List<String> words = run.order().texts("words", 200, 20_000);
            Actor actor = checked(words, Said.actor(run.order().body("actor")));
            if (clock.millis() + ahead.getAsLong() > run.order().number("expires", 0, Long.MAX_VALUE)) {
                throw new ReconException(
                        "order-expired",
                        ErrorOwner.REMOTE,
                        "The order came too late to be carried out: the link was down for too long.",
                        "Give it again if it is still wanted.");
            }
            Commands.Result result = commands.run(words, actor, Deadline.after(LIMIT));
            if (result.reply().job().isPresent()) {
                String job = result.reply().job().get();
                runs.job(
                        run.id(),
                        job,
                        Frame.of(
                                "taken",
                                "id",
                                run.id(),
                                "job",
                                job,
                                "result",
                                fit(result).values()));
                follow(run.id(), job);
            } else {
                runs.done(
                        run.id(),
                        Frame.of("done", "id", run.id(), "result", fit(result).values()));
            }
        } catch (ReconException e) {
            refuse(run.id(), e);
        }
    }

    private void refuse(String id, ReconException why) {
        runs.done(id, Frame.of("refused", "id", id, "error", Said.of(why).values()));
    }

    /** Durable frames are small: what is too long for one goes without its files and tables. */
    private static Body fit(Commands.Result result) {
        Body whole = Said.of(result);
        if (whole.values().toString().length() <= LONGEST) {
            return whole;
        }
        Reply reply = new Reply(
                List.of(new Reply.Text("Done; the answer is too long to be sent. Ask for it at the agent.")),
                result.reply().job(),
                Map.of());
        return Said.of(new Commands.Result(reply, result.exit(), result.schema()));
    }

    private void follow(String id, String job) {
        followed.put(job, id);
        jobs.find(job).filter(now -> now.state().isOver()).ifPresent(this::over);
    }

    /** After a start: what the end of the process interrupted. */
    void resume() {
        for (Runs.Run run : runs.open()) {
            switch (run.state()) {
                case JOB -> resume(run);
                case BEGUN -> refuse(run.id(), unknown());
                default -> begin(run);
            }
        }
    }

    private void resume(Runs.Run run) {
        if (jobs.find(run.job()).isEmpty()) {
            refuse(run.id(), unknown());
        } else {
            follow(run.id(), run.job());
        }
    }

    private static ReconException unknown() {
        return new ReconException(
                "order-unknown",
                ErrorOwner.REMOTE,
                "The agent ended while it took the order; whether it was carried out cannot be said.",
                "Look at 'jobs' at the agent and at the server, then decide.");
    }

    /** Asks the job of an order to end. */
    void cancel(String id) {
        runs.find(id).filter(run -> run.state() == Runs.State.JOB).ifPresent(run -> {
            try {
                jobs.cancel(run.job(), ceiling.lower(new Actor("bot", Tier.ADMIN, Surface.SHELL)));
            } catch (ReconException e) {
                LOG.info("The job {} cannot be cancelled for the bot: {}", run.job(), e.getMessage());
            }
        });
    }

    /** A change of a job: a frame for the bot when it follows it; null otherwise, and for results, which are durable. */
    Frame changed(Job job) {
        String id = followed.get(job.id());
        if (id == null) {
            return null;
        }
        if (job.state().isOver()) {
            over(job);
            return null;
        }
        return Frame.of(
                "progress",
                "id",
                id,
                "step",
                Said.cut(job.step(), 100),
                "progress",
                job.progress(),
                "text",
                Said.cut(job.text(), 4000));
    }

    private void over(Job job) {
        String id = followed.remove(job.id());
        if (id != null) {
            Body error = job.error()
                    .map(failure -> Body.of(
                            "code", failure.code(),
                            "owner", failure.owner().toLowerCase(java.util.Locale.ROOT),
                            "message", Said.cut(failure.message(), 4000),
                            "next_step", Said.cut(failure.nextStep(), 4000)))
                    .orElse(null);
            runs.done(
                    id,
                    Frame.of(
                            "outcome",
                            "id",
                            id,
                            "job",
                            job.id(),
                            "state",
                            Said.lower(job.state()),
                            "text",
                            Said.cut(job.text(), 4000),
                            "error",
                            error == null ? null : error.values(),
                            "result",
                            job.result()));
        }
    }
}
