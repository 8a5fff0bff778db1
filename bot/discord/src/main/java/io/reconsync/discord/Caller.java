// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.discord;

import io.reconsync.api.Deadline;
import io.reconsync.api.ReconException;
import io.reconsync.contract.commands.Commands;
import io.reconsync.contract.jobs.Jobs;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import net.dv8tion.jda.api.components.buttons.Button;
import net.dv8tion.jda.api.interactions.callbacks.IReplyCallback;

/** Runs a command for a member and shows what comes of it. */
final class Caller {
    /** A one-time token: for nobody's eyes but the asker's. */
    private static final String TICKET = "ticket";

    private static final Duration LIMIT = Duration.ofMinutes(2);

    private final Commands commands;
    private final Jobs jobs;
    private final JobWatch watch;
    private final Questions questions;
    private final Trail trail;
    private final ExecutorService pool;
    private final ScheduledExecutorService scheduler;
    private final Clock clock;

    /** What it works with. */
    record Tools(
            Commands commands,
            Jobs jobs,
            JobWatch watch,
            Questions questions,
            Trail trail,
            ExecutorService pool,
            ScheduledExecutorService scheduler,
            Clock clock) {}

    Caller(Tools tools) {
        this.commands = tools.commands();
        this.jobs = tools.jobs();
        this.watch = tools.watch();
        this.questions = tools.questions();
        this.trail = tools.trail();
        this.pool = tools.pool();
        this.scheduler = tools.scheduler();
        this.clock = tools.clock();
    }

    /** Returns at once. */
    void call(IReplyCallback event, Who who, List<String> words) {
        Optional<Commands.Entry> entry = SlashWords.entry(commands.list(), words);
        Answering answering = new Answering(event, entry.filter(Caller::open).isPresent(), clock);
        answering.deferSoon(scheduler);
        try {
            pool.execute(Contained.logged(() -> run(answering, who, words, entry)));
        } catch (RejectedExecutionException e) {
            answering.bad(ReplyText.refusal(
                    "Too many commands are under way.", "Try again in a moment; nothing was done.", "busy"));
        }
    }

    /** What changes something, and how things are, is for everybody in the channel. */
    private static boolean open(Commands.Entry entry) {
        boolean keys = entry.name().startsWith("agent ") || entry.name().startsWith("enroll");
        return !keys && entry.descriptor().changes()
                || List.of("status", "players", "uptime").contains(entry.name());
    }

    private void run(Answering answering, Who who, List<String> words, Optional<Commands.Entry> entry) {
        try {
            Commands.Result result = Contained.call(
                    () -> commands.run(words, who.actor(), who.guild().scope(), Deadline.after(LIMIT)));
            shown(answering, who, words, entry, result);
        } catch (ReconException e) {
            if (e.code().equals("confirm") && entry.isPresent()) {
                questions.ask(answering, who, words, entry.get(), e);
            } else {
                answering.bad(ReplyText.of(e));
                entry.filter(each -> each.descriptor().changes() || e.code().equals("denied"))
                        .ifPresent(each -> trail.refused(who, SlashWords.line(words), e.getMessage()));
            }
        }
    }

    private void shown(
            Answering answering, Who who, List<String> words, Optional<Commands.Entry> entry, Commands.Result result) {
        boolean changes = entry.filter(each -> each.descriptor().changes()).isPresent();
        Optional<String> job = result.reply().job();
        if (job.isEmpty()) {
            if (result.schema().equals(TICKET)) {
                answering.ask(ReplyText.of(result), List.of());
            } else {
                answering.good(ReplyText.of(result), List.of());
            }
            if (changes) {
                trail.done(who, SlashWords.line(words));
            }
            return;
        }
        List<Button> buttons = new ArrayList<>();
        buttons.add(Button.secondary(Buttons.CANCEL + job.get(), "Cancel"));
        answering.good(jobs.find(job.get()).map(JobText::of).orElseGet(() -> ReplyText.of(result)), buttons);
        trail.began(who, SlashWords.line(words), job.get());
        watch.follow(job.get(), state -> {
            answering.update(JobText.of(state), state.state().isOver() ? List.of() : buttons);
            if (state.state().isOver()) {
                trail.ended(who, SlashWords.line(words), state);
            }
        });
    }
}
