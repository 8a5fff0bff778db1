// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.launcher;

import io.reconsync.contract.commands.ExitCode;
import io.reconsync.contract.runtime.Home;
import io.reconsync.contract.runtime.Role;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The arguments: options of the launcher, then the words of a command, which are left as they are.
 *
 * @param program the unpacked program
 * @param home the installation
 * @param role given by {@code --role}, else the assembly's
 * @param words the command and what follows
 */
record CommandLine(Program program, Home home, Role role, List<String> words) {
    static CommandLine parse(List<String> arguments, Map<String, String> environment) {
        Optional<String> home = Optional.empty();
        Optional<String> root = Optional.empty();
        Optional<String> role = Optional.empty();
        int at = 0;
        while (at < arguments.size() && arguments.get(at).startsWith("--") && takesValue(arguments.get(at))) {
            String option = name(arguments.get(at));
            Optional<String> value = value(arguments, at);
            at += arguments.get(at).contains("=") ? 1 : 2;
            switch (option) {
                case "--home" -> home = value;
                case "--program" -> root = value;
                default -> role = value;
            }
        }
        Program program = Program.at(root.map(CommandLine::absolute).orElseGet(Program::installed));
        Path place = home.or(() -> Optional.ofNullable(environment.get("RECONSYNC_HOME")))
                .filter(text -> !text.isBlank())
                .map(CommandLine::absolute)
                .orElse(program.root());
        return new CommandLine(
                program,
                new Home(place),
                role.map(Program::role).orElse(program.role()),
                List.copyOf(arguments.subList(at, arguments.size())));
    }

    private static boolean takesValue(String argument) {
        return List.of("--home", "--program", "--role").contains(name(argument));
    }

    private static String name(String argument) {
        int equals = argument.indexOf('=');
        return equals < 0 ? argument : argument.substring(0, equals);
    }

    private static Optional<String> value(List<String> arguments, int at) {
        String argument = arguments.get(at);
        int equals = argument.indexOf('=');
        if (equals >= 0) {
            return Optional.of(argument.substring(equals + 1));
        }
        if (at + 1 == arguments.size()) {
            throw new Refusal(
                    ExitCode.USAGE, "usage", "The option " + argument + " needs a value.", "See `reconsync help`.");
        }
        return Optional.of(arguments.get(at + 1));
    }

    private static Path absolute(String text) {
        return Path.of(text).toAbsolutePath().normalize();
    }

    /** The first word; {@code help} when there is none. */
    String command() {
        return words.isEmpty() ? "help" : words.get(0);
    }

    /** The words after the first. */
    List<String> rest() {
        return words.isEmpty() ? List.of() : words.subList(1, words.size());
    }

    /** Whether an option stands among the words, before a lone {@code --}. */
    boolean has(String option) {
        int end = words.indexOf("--");
        return (end < 0 ? words : words.subList(0, end)).contains(option);
    }
}
