// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.discord;

import io.reconsync.api.Deadline;
import io.reconsync.api.ReconException;
import io.reconsync.api.command.CommandOption;
import io.reconsync.contract.commands.Commands;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import net.dv8tion.jda.api.components.buttons.Button;

/** Asks before something is done that cannot be taken back. */
final class Questions {
    private static final Duration LIMIT = Duration.ofSeconds(5);

    private final Commands commands;
    private final Confirmations confirmations;
    private final Clock clock;

    Questions(Commands commands, Confirmations confirmations, Clock clock) {
        this.commands = commands;
        this.confirmations = confirmations;
        this.clock = clock;
    }

    void ask(Answering answering, Who who, List<String> words, Commands.Entry entry, ReconException what) {
        Optional<String> server = server(entry, words);
        int players = server.map(id -> players(id, who)).orElse(0);
        Optional<String> typed = players > 0 ? server : Optional.empty();
        Pending pending = confirmations.add(id -> new Pending(
                id,
                who.guild().id(),
                who.user(),
                words,
                entry.descriptor().tier(),
                clock.instant().plus(Confirmations.OPEN),
                typed,
                answering));
        String on = players > 0
                ? "\n" + (players == 1 ? "1 player is" : players + " players are") + " on: you will have to type the"
                        + " server's name."
                : "";
        answering.ask(
                Rendered.of("\u26a0\ufe0f " + Markdown.text(what.getMessage()) + on + "\n-# good for "
                        + Confirmations.OPEN.toSeconds() + " s, for you, once"),
                List.of(
                        Button.danger(Buttons.YES + pending.id(), typed.isPresent() ? "Do it\u2026" : "Do it"),
                        Button.secondary(Buttons.NO + pending.id(), "Leave it")));
    }

    /** The server that a command is about: its option of that type, by name or by place. */
    static Optional<String> server(Commands.Entry entry, List<String> words) {
        Optional<CommandOption> option = entry.descriptor().options().stream()
                .filter(each -> each.type() == CommandOption.Type.SERVER)
                .findFirst();
        if (option.isEmpty()) {
            return Optional.empty();
        }
        List<String> rest = words.subList(entry.name().split(" ").length, words.size());
        String named = "--" + option.get().name();
        for (int i = 0; i < rest.size(); i++) {
            if (rest.get(i).startsWith(named + "=")) {
                return Optional.of(rest.get(i).substring(named.length() + 1));
            }
            if (rest.get(i).equals(named) && i + 1 < rest.size()) {
                return Optional.of(rest.get(i + 1));
            }
        }
        return rest.stream().filter(word -> !word.startsWith("-")).findFirst();
    }

    private int players(String server, Who who) {
        try {
            Commands.Result status = Contained.call(() ->
                    commands.run(List.of("status"), who.actor(), who.guild().scope(), Deadline.after(LIMIT)));
            return Status.of(status.reply().data()).servers().stream()
                    .filter(each -> each.id().equals(server))
                    .mapToInt(Status.Server::playersOn)
                    .sum();
        } catch (ReconException e) {
            return 0;
        }
    }
}
