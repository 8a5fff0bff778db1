// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.discord;

import io.reconsync.api.ReconException;
import io.reconsync.api.command.CommandOption;
import io.reconsync.contract.commands.Commands;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** What may be filled in, from memory and the store of this process; no agent is asked. */
final class Completer {
    private final Commands commands;

    Completer(Commands commands) {
        this.commands = commands;
    }

    /** Values of an option of a command. */
    List<String> values(Commands.Entry entry, String option, String typed, Who who) {
        if (!who.may(entry.descriptor().tier())) {
            return List.of();
        }
        Optional<CommandOption> found = entry.descriptor().options().stream()
                .filter(each -> each.name().equals(option))
                .findFirst();
        return best(found.map(each -> all(each, who)).orElse(List.of()), typed);
    }

    private List<String> all(CommandOption option, Who who) {
        if (!option.choices().isEmpty()) {
            return option.choices();
        }
        Optional<String> source = option.completion();
        if (source.isEmpty()) {
            return List.of();
        }
        List<String> facts = commands.facts(source).getOrDefault(source.get(), List.of());
        boolean servers =
                option.type() == CommandOption.Type.SERVER || source.get().equals("servers");
        if (who.guild().scope().isEverything()) {
            return facts;
        }
        return servers ? facts.stream().filter(who.guild().scope()::contains).toList() : List.of();
    }

    /** The whole line so far with each word that may come next. */
    List<String> lines(String typed, Who who) {
        if (who.tier().isEmpty() || !who.guild().scope().isEverything()) {
            return List.of();
        }
        Optional<List<String>> words = RunCommand.words(typed);
        if (words.isEmpty()) {
            return List.of();
        }
        List<String> begun = new ArrayList<>(words.get());
        if (typed.isBlank() || typed.endsWith(" ")) {
            begun.add("");
        }
        String before = SlashWords.line(begun.subList(0, begun.size() - 1));
        try {
            return commands.complete(begun, who.actor()).stream()
                    .map(word -> (before + " " + word).strip())
                    .filter(line -> line.length() <= SlashLimits.TEXT)
                    .limit(SlashLimits.ENTRIES)
                    .toList();
        } catch (ReconException e) {
            return List.of();
        }
    }

    /** Those that begin with what was typed, then those that have it somewhere. */
    static List<String> best(List<String> values, String typed) {
        String wanted = typed.toLowerCase(Locale.ROOT);
        List<String> fitting = values.stream()
                .filter(value -> !value.isEmpty() && value.length() <= SlashLimits.TEXT)
                .distinct()
                .toList();
        Stream<String> first =
                fitting.stream().filter(value -> value.toLowerCase(Locale.ROOT).startsWith(wanted));
        Stream<String> then = fitting.stream().filter(value -> {
            String lower = value.toLowerCase(Locale.ROOT);
            return !lower.startsWith(wanted) && lower.contains(wanted);
        });
        return Stream.concat(first, then).limit(SlashLimits.ENTRIES).toList();
    }
}
