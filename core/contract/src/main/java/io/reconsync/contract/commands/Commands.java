// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.contract.commands;

import io.reconsync.api.Deadline;
import io.reconsync.api.ErrorOwner;
import io.reconsync.api.ReconException;
import io.reconsync.api.command.Actor;
import io.reconsync.api.command.CommandDescriptor;
import io.reconsync.api.command.Reply;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;

/**
 * The command registry and dispatch. Implemented by core/commands, which also has the built-in set (namespace empty).
 * Thread-safe.
 */
@ProviderType
public interface Commands {
    /** Every command offered now. */
    List<Entry> list();

    /**
     * Finds the command of a line of words, parses and validates the options, checks the tier, audits, and runs it:
     * an observation at once, a change as a job.
     *
     * @param words as typed, without {@code --json}
     * @throws io.reconsync.api.ReconException code {@code command-unknown} (with the nearest), {@code usage},
     *     {@code denied}, or what the command throws
     */
    Result run(List<String> words, Actor actor, Deadline deadline);

    /**
     * As {@link #run(List, Actor, Deadline)}, where the servers outside {@code scope} do not exist: none is named, shown
     * or touched. A command that cannot keep to a scope is refused with code {@code denied}.
     */
    default Result run(List<String> words, Actor actor, Scope scope, Deadline deadline) {
        if (!scope.isEverything()) {
            throw new ReconException(
                    "denied",
                    ErrorOwner.USER,
                    "Commands for a part of the servers are not offered here.",
                    "Ask an owner to let this place see all servers.");
        }
        return run(words, actor, deadline);
    }

    /** Every command offered now to whoever sees no more than {@code scope}. */
    default List<Entry> list(Scope scope) {
        return scope.isEverything() ? list() : List.of();
    }

    /** What may follow the words typed so far; the last may be incomplete. */
    List<String> complete(List<String> words, Actor actor);

    /** Help for a command, or the overview for no words. */
    Reply help(List<String> words);

    /** Calls {@code listener} after commands came or went; closing ends it. */
    AutoCloseable onChange(Runnable listener);

    /**
     * A command.
     *
     * @param namespace empty for core's
     * @param plugin who offers it; {@code core} for core's
     * @param descriptor the data
     */
    record Entry(String namespace, String plugin, CommandDescriptor descriptor) {
        /** As typed: {@code backup now}, {@code ark dinos}. */
        public String name() {
            return (namespace + " " + descriptor.name()).strip();
        }
    }

    /**
     * A result.
     *
     * @param reply for people and programs
     * @param exit 0 for success; see docs/user/commands for the others
     * @param schema the name of the JSON schema that the reply's data follow
     */
    record Result(Reply reply, int exit, String schema) {}

    /** Facts to complete from, by source. */
    Map<String, List<String>> facts(Optional<String> source);
}
