// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.commands;

import io.reconsync.api.ErrorOwner;
import io.reconsync.api.ReconException;
import io.reconsync.api.command.CommandDescriptor;
import io.reconsync.api.command.CommandOption;
import io.reconsync.contract.values.DurationText;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Parses and validates the words behind a command's name against its descriptor. Pure. */
final class CommandLine {
    /** Accepted by every command that wants a confirmation. */
    static final String YES = "yes";

    private final String name;
    private final CommandDescriptor descriptor;

    CommandLine(String name, CommandDescriptor descriptor) {
        this.name = name;
        this.descriptor = descriptor;
    }

    /** The values by option name. */
    Map<String, String> parse(List<String> words) {
        Map<String, String> values = new LinkedHashMap<>();
        Deque<CommandOption> positional = new ArrayDeque<>(
                descriptor.options().stream().filter(CommandOption::positional).toList());
        Deque<String> rest = new ArrayDeque<>(words);
        boolean onlyPositional = false;
        while (!rest.isEmpty()) {
            String word = rest.poll();
            if (!onlyPositional && word.equals("--")) {
                onlyPositional = true;
            } else if (!onlyPositional && word.startsWith("--") && word.length() > 2) {
                named(word.substring(2), rest, values);
            } else {
                while (!positional.isEmpty()
                        && values.containsKey(positional.peek().name())) {
                    positional.poll();
                }
                if (positional.isEmpty()) {
                    throw usage("'" + word + "' is one word too many.");
                }
                // The last one takes the rest of the line, so that console commands need no quotes.
                CommandOption option = positional.poll();
                StringBuilder value = new StringBuilder(word);
                if (positional.isEmpty() && takesRest(option)) {
                    rest.forEach(more -> value.append(' ').append(more));
                    rest.clear();
                }
                put(option, value.toString(), values);
            }
        }
        for (CommandOption option : descriptor.options()) {
            if (option.required() && !values.containsKey(option.name())) {
                throw usage("The " + option.name() + " is missing.");
            }
        }
        return values;
    }

    private static boolean takesRest(CommandOption option) {
        return option.type() == CommandOption.Type.TEXT
                && option.choices().isEmpty()
                && option.completion().isEmpty();
    }

    private void named(String word, Deque<String> rest, Map<String, String> values) {
        int equals = word.indexOf('=');
        String key = equals < 0 ? word : word.substring(0, equals);
        if (key.equals(YES) && descriptor.confirm()) {
            values.put(YES, "true");
            return;
        }
        CommandOption option = descriptor.options().stream()
                .filter(known -> known.name().equals(key))
                .findFirst()
                .orElseThrow(() -> unknownOption(key));
        if (option.type() == CommandOption.Type.FLAG) {
            put(option, equals < 0 ? "true" : word.substring(equals + 1), values);
        } else if (equals >= 0) {
            put(option, word.substring(equals + 1), values);
        } else if (rest.isEmpty()) {
            throw usage("--" + key + " needs a value.");
        } else {
            put(option, rest.poll(), values);
        }
    }

    private void put(CommandOption option, String value, Map<String, String> values) {
        if (values.containsKey(option.name())) {
            throw usage("--" + option.name() + " is given twice.");
        }
        boolean fits = switch (option.type()) {
            case NUMBER -> value.matches("-?\\d{1,15}");
            case DURATION -> DurationText.parse(value).isPresent();
            case FLAG -> value.equals("true") || value.equals("false");
            case SERVER, TEXT -> !value.isEmpty();
        };
        if (!fits) {
            throw usage("'" + value + "' does not fit --" + option.name() + ": " + expected(option) + " is wanted.");
        }
        if (!option.choices().isEmpty() && !option.choices().contains(value)) {
            throw usage("'" + value + "' does not fit --" + option.name() + ": one of "
                    + String.join(", ", option.choices()) + " is wanted.");
        }
        values.put(option.name(), value);
    }

    /** The values as somebody would type them; for the audit. */
    static String typed(CommandDescriptor descriptor, Map<String, String> values) {
        List<String> words = new ArrayList<>();
        for (CommandOption option : descriptor.options()) {
            String value = values.get(option.name());
            if (value != null && option.positional()) {
                words.add(value);
            }
        }
        Set<String> positional = descriptor.options().stream()
                .filter(CommandOption::positional)
                .map(CommandOption::name)
                .collect(Collectors.toSet());
        new TreeMap<>(values).forEach((name, value) -> {
            if (!positional.contains(name)) {
                words.add(value.equals("true") ? "--" + name : "--" + name + " " + value);
            }
        });
        return String.join(" ", words);
    }

    private static String expected(CommandOption option) {
        return switch (option.type()) {
            case NUMBER -> "a whole number";
            case DURATION -> "a time such as 30s, 5m or 6h";
            case FLAG -> "true or false";
            case SERVER -> "the id of a server";
            case TEXT -> "a text";
        };
    }

    private ReconException unknownOption(String key) {
        List<String> known =
                descriptor.options().stream().map(CommandOption::name).toList();
        String hint = Nearest.to(key, known)
                .map(near -> " Did you mean --" + near + "?")
                .orElse("");
        return usage("There is no option --" + key + "." + hint);
    }

    private ReconException usage(String message) {
        return new ReconException(
                "usage", ErrorOwner.USER, message, "Usage: " + HelpText.usage(name, descriptor) + ".");
    }
}
