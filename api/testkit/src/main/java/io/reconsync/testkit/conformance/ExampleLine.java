// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.testkit.conformance;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import io.reconsync.api.command.CommandDescriptor;
import io.reconsync.api.command.CommandOption;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads an example as the shell would. */
final class ExampleLine {
    private static final Pattern WORD = Pattern.compile("\"([^\"]*)\"|'([^']*)'|(\\S+)");

    private ExampleLine() {}

    static Map<String, String> parse(CommandDescriptor command, String rest) {
        Map<String, String> arguments = new HashMap<>();
        Deque<String> words = new ArrayDeque<>(words(rest));
        Deque<CommandOption> positional = new ArrayDeque<>(
                command.options().stream().filter(CommandOption::positional).toList());
        while (!words.isEmpty()) {
            String word = words.poll();
            if (word.startsWith("--")) {
                named(command, word.substring(2), words, arguments);
            } else {
                CommandOption option = positional.poll();
                assertTrue(
                        option != null, () -> "the example of " + command.name() + " has one word too many: " + word);
                put(command, option, word, arguments);
            }
        }
        for (CommandOption option : command.options()) {
            assertTrue(
                    !option.required() || arguments.containsKey(option.name()),
                    () -> "the example of " + command.name() + " lacks " + option.name());
        }
        return arguments;
    }

    private static void named(
            CommandDescriptor command, String word, Deque<String> words, Map<String, String> arguments) {
        int equals = word.indexOf('=');
        String name = equals < 0 ? word : word.substring(0, equals);
        CommandOption option = command.options().stream()
                .filter(one -> one.name().equals(name))
                .findFirst()
                .orElseGet(() -> fail("the example of " + command.name() + " uses --" + name));
        if (option.type() == CommandOption.Type.FLAG) {
            arguments.put(name, "true");
        } else {
            put(command, option, equals < 0 ? words.poll() : word.substring(equals + 1), arguments);
        }
    }

    private static void put(
            CommandDescriptor command, CommandOption option, String value, Map<String, String> arguments) {
        String place = "the example of " + command.name() + ": " + option.name() + " = " + value;
        assertTrue(value != null && !value.isEmpty(), place);
        assertTrue(option.choices().isEmpty() || option.choices().contains(value), place);
        String form = switch (option.type()) {
            case NUMBER -> "-?\\d+";
            case DURATION -> "(\\d+(ms|s|m|h|d))+";
            case FLAG -> "true|false";
            case SERVER -> "[a-z0-9][a-z0-9_-]*";
            case TEXT -> "(?s).*";
        };
        assertTrue(value.matches(form), place);
        arguments.put(option.name(), value);
    }

    private static List<String> words(String line) {
        List<String> words = new ArrayList<>();
        Matcher matcher = WORD.matcher(line);
        while (matcher.find()) {
            words.add(
                    matcher.group(1) != null
                            ? matcher.group(1)
                            : matcher.group(2) != null ? matcher.group(2) : matcher.group(3));
        }
        return words;
    }
}
