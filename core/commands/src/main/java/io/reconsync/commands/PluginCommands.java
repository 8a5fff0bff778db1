// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.commands;

import io.reconsync.api.Deadline;
import io.reconsync.api.command.CommandDescriptor;
import io.reconsync.api.command.CommandSet;
import io.reconsync.contract.commands.Commands;
import io.reconsync.contract.host.Guarded;
import io.reconsync.contract.host.PluginServices;
import io.reconsync.contract.values.Closing;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The commands that plugins offer at this moment. Thread-safe. */
final class PluginCommands {
    private static final Logger LOG = LoggerFactory.getLogger(PluginCommands.class);

    private final PluginServices services;
    private final AutoCloseable watch;
    private volatile List<Offer> offers = List.of();

    PluginCommands(PluginServices services, Runnable changed) {
        this.services = services;
        this.watch = services.onChange(CommandSet.class, changed);
    }

    /** Asks no more. */
    void close() {
        Closing.quietly(watch).ifPresent(why -> LOG.warn("A listener could not be withdrawn: {}", why));
    }

    /** A command and where to run it. */
    record Offer(Commands.Entry entry, Guarded<CommandSet> set) {}

    List<Offer> offers() {
        return offers;
    }

    Optional<Offer> find(String name) {
        return offers.stream()
                .filter(offer -> offer.entry().name().equals(name))
                .findFirst();
    }

    /** Asks every plugin again. Names of core are reserved: a set that uses one is left out, and the log says so. */
    void refresh(Set<String> reserved) {
        List<Offer> found = new ArrayList<>();
        for (Guarded<CommandSet> set : services.all(CommandSet.class)) {
            found.addAll(offersOf(set, reserved));
        }
        offers = List.copyOf(found);
    }

    private List<Offer> offersOf(Guarded<CommandSet> set, Set<String> reserved) {
        List<Offer> found = new ArrayList<>();
        try {
            Deadline deadline = Deadline.after(Duration.ofSeconds(5));
            String namespace = set.call("asking for its commands", deadline, CommandSet::namespace);
            List<CommandDescriptor> commands = set.call("asking for its commands", deadline, CommandSet::commands);
            if (reserved.contains(namespace) || !namespace.matches("[a-z][a-z0-9-]{0,31}")) {
                LOG.warn(
                        "Plugin {} offers commands below '{}', a name that core keeps or that is no plain word; they"
                                + " are left out. Its author has to choose another namespace.",
                        set.plugin(),
                        namespace);
                return List.of();
            }
            for (CommandDescriptor command : commands) {
                found.add(new Offer(new Commands.Entry(namespace, set.plugin(), command), set));
            }
        } catch (io.reconsync.api.ReconException e) {
            LOG.warn("The commands of plugin {} are left out: {}", set.plugin(), e.sentence());
            return List.of();
        }
        return found;
    }
}
