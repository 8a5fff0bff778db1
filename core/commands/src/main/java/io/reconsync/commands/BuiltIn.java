// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.commands;

import io.reconsync.api.command.CommandDescriptor;
import io.reconsync.api.command.CommandOption;
import io.reconsync.api.command.Tier;
import io.reconsync.contract.commands.Commands;
import java.util.List;

/**
 * A built-in command.
 *
 * @param descriptor the data
 * @param handler runs it
 * @param scoped whether it shows and touches only servers within the scope of the call
 */
public record BuiltIn(CommandDescriptor descriptor, Handler handler, boolean scoped) {
    /** Runs one call. */
    @FunctionalInterface
    public interface Handler {
        /** Does it; ReconExceptions are shown as they are. */
        Commands.Result run(Call call);
    }

    /** A command that looks. */
    static BuiltIn look(String name, String summary, String example, Handler handler, CommandOption... options) {
        return new BuiltIn(
                new CommandDescriptor(name, summary, List.of(options), Tier.USER, false, false, example),
                handler,
                false);
    }

    /** A command that changes something, for admins. */
    static BuiltIn change(String name, String summary, String example, Handler handler, CommandOption... options) {
        return new BuiltIn(
                new CommandDescriptor(name, summary, List.of(options), Tier.ADMIN, true, false, example),
                handler,
                false);
    }

    /** The same for a higher tier. */
    BuiltIn tier(Tier tier) {
        CommandDescriptor d = descriptor;
        return new BuiltIn(
                new CommandDescriptor(d.name(), d.summary(), d.options(), tier, d.changes(), d.confirm(), d.example()),
                handler,
                scoped);
    }

    /** The same, to be confirmed by a person. */
    BuiltIn confirmed() {
        CommandDescriptor d = descriptor;
        return new BuiltIn(
                new CommandDescriptor(d.name(), d.summary(), d.options(), d.tier(), d.changes(), true, d.example()),
                handler,
                scoped);
    }

    /** The same, and it keeps to the scope of a call. Those with a required server do so anyway. */
    BuiltIn keepsToScope() {
        return new BuiltIn(descriptor, handler, true);
    }
}
