// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.api.command;

import io.reconsync.api.game.GameServer;
import java.util.Map;
import java.util.Optional;

/**
 * One call of a command.
 *
 * @param command the descriptor's name
 * @param arguments by option name; flags are {@code true}
 * @param server the server that a SERVER option named
 * @param actor who
 */
public record Invocation(String command, Map<String, String> arguments, Optional<GameServer> server, Actor actor) {
    public Invocation {
        arguments = Map.copyOf(arguments);
    }

    /** The value of an option. */
    public Optional<String> argument(String name) {
        return Optional.ofNullable(arguments.get(name));
    }

    /** Whether a flag is set. */
    public boolean flag(String name) {
        return "true".equals(arguments.get(name));
    }
}
