// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.api.command;

import java.util.List;
import java.util.Optional;

/**
 * An option of a command.
 *
 * @param name lower case with dashes
 * @param summary one line, at most 100 characters
 * @param type what a value looks like
 * @param required whether it must be given
 * @param positional whether it may be given without {@code --name}
 * @param choices the only values allowed; empty for any
 * @param completion the fact source to complete from: {@code servers}, {@code snapshots}, {@code players},
 *     {@code destinations}, {@code plugins}, {@code jobs}, {@code incidents}, or a list that the bundle publishes
 */
public record CommandOption(
        String name,
        String summary,
        Type type,
        boolean required,
        boolean positional,
        List<String> choices,
        Optional<String> completion) {
    /** What a value looks like. */
    public enum Type {
        /** Any text. */
        TEXT,
        /** A whole number. */
        NUMBER,
        /** True by being there. */
        FLAG,
        /** {@code 30s}, {@code 5m}, {@code 6h}. */
        DURATION,
        /** The id of a server. */
        SERVER
    }

    public CommandOption {
        choices = List.copyOf(choices);
    }

    /** A required positional server id. */
    public static CommandOption server() {
        return new CommandOption("server", "The server", Type.SERVER, true, true, List.of(), Optional.of("servers"));
    }

    /** A flag. */
    public static CommandOption flag(String name, String summary) {
        return new CommandOption(name, summary, Type.FLAG, false, false, List.of(), Optional.empty());
    }

    /** An optional named text. */
    public static CommandOption text(String name, String summary) {
        return new CommandOption(name, summary, Type.TEXT, false, false, List.of(), Optional.empty());
    }

    /** A required positional text, completed from a fact source. */
    public static CommandOption argument(String name, String summary, String completion) {
        return new CommandOption(name, summary, Type.TEXT, true, true, List.of(), Optional.ofNullable(completion));
    }

    /** The same, but not required. */
    public CommandOption optional() {
        return new CommandOption(name, summary, type, false, positional, choices, completion);
    }
}
