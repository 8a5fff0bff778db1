// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.commands;

import io.reconsync.api.command.CommandOption;
import io.reconsync.api.command.Tier;
import io.reconsync.contract.commands.Commands;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Stream;

/** What may follow the words typed so far. Pure but for the facts. */
final class Completion {
    private final List<Commands.Entry> entries;
    private final Function<Optional<String>, Map<String, List<String>>> facts;

    Completion(List<Commands.Entry> entries, Function<Optional<String>, Map<String, List<String>>> facts) {
        this.entries = entries;
        this.facts = facts;
    }

    List<String> complete(List<String> words, Tier tier) {
        List<String> done = words.isEmpty() ? List.of() : words.subList(0, words.size() - 1);
        String begun = words.isEmpty() ? "" : words.get(words.size() - 1);
        TreeSet<String> found = new TreeSet<>();
        String typed = String.join(" ", done);
        for (Commands.Entry entry : entries) {
            if (tier.compareTo(entry.descriptor().tier()) < 0) {
                continue;
            }
            String name = entry.name();
            if (typed.isEmpty() || name.startsWith(typed + " ")) {
                found.add(
                        name.substring(typed.isEmpty() ? 0 : typed.length() + 1).split(" ")[0]);
            }
        }
        entries.stream()
                .filter(entry -> typed.equals(entry.name()) || typed.startsWith(entry.name() + " "))
                .max(Comparator.comparingInt(entry -> entry.name().length()))
                .ifPresent(entry -> found.addAll(options(entry, done, begun)));
        return found.stream().filter(word -> word.startsWith(begun)).toList();
    }

    private List<String> options(Commands.Entry entry, List<String> done, String begun) {
        List<String> rest = done.subList(entry.name().split(" ").length, done.size());
        List<CommandOption> options = entry.descriptor().options();
        if (!rest.isEmpty()) {
            String last = rest.get(rest.size() - 1);
            Optional<CommandOption> named = options.stream()
                    .filter(option -> last.equals("--" + option.name()) && option.type() != CommandOption.Type.FLAG)
                    .findFirst();
            if (named.isPresent()) {
                return values(named.get());
            }
        }
        if (begun.startsWith("-")) {
            Stream<String> names = options.stream()
                    .filter(option -> !option.positional())
                    .map(option -> "--" + option.name())
                    .filter(name -> !rest.contains(name));
            Stream<String> common = entry.descriptor().confirm()
                    ? Stream.of("--yes", "--json", "--help")
                    : Stream.of("--json", "--help");
            return Stream.concat(names, common).toList();
        }
        List<CommandOption> positional = new ArrayList<>(
                options.stream().filter(CommandOption::positional).toList());
        long given = rest.stream().filter(word -> !word.startsWith("-")).count();
        return given < positional.size() ? values(positional.get((int) given)) : List.of();
    }

    private List<String> values(CommandOption option) {
        if (!option.choices().isEmpty()) {
            return option.choices();
        }
        return option.completion()
                .map(source -> facts.apply(Optional.of(source)).getOrDefault(source, List.of()))
                .orElse(List.of());
    }
}
