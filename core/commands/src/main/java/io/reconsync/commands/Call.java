// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.commands;

import io.reconsync.api.Deadline;
import io.reconsync.api.command.Actor;
import io.reconsync.contract.commands.Commands;
import io.reconsync.contract.commands.Scope;
import java.util.Map;
import java.util.Optional;

/**
 * One call of a built-in command, validated.
 *
 * @param arguments by option name
 * @param actor who
 * @param deadline until when
 * @param registry the registry that dispatched it
 * @param scope the servers that exist for whoever asks
 */
public record Call(Map<String, String> arguments, Actor actor, Deadline deadline, Commands registry, Scope scope) {
    /** Whether a thing may be shown: it is about a server within the scope, or about none and all are within it. */
    boolean sees(Optional<String> server) {
        return server.map(scope::contains).orElseGet(scope::isEverything);
    }

    /** Whether a server exists for whoever asks. */
    boolean sees(String server) {
        return scope.contains(server);
    }

    /** The value of an option. */
    Optional<String> argument(String name) {
        return Optional.ofNullable(arguments.get(name));
    }

    /** The value of a required option. */
    String required(String name) {
        return arguments.get(name);
    }

    /** Whether a flag is set. */
    boolean flag(String name) {
        return "true".equals(arguments.get(name));
    }

    /** A number with a default and an upper bound. */
    int number(String name, int otherwise, int most) {
        return argument(name)
                .map(text -> (int) Math.min(most, Math.max(0, Long.parseLong(text))))
                .orElse(otherwise);
    }
}
