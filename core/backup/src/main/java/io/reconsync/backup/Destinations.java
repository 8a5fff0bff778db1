// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.backup;

import io.reconsync.api.Deadline;
import io.reconsync.api.ErrorOwner;
import io.reconsync.api.ReconException;
import io.reconsync.api.Settings;
import io.reconsync.api.backup.DestinationType;
import io.reconsync.contract.config.Configuration;
import io.reconsync.contract.host.Guarded;
import io.reconsync.contract.host.PluginServices;
import io.reconsync.contract.values.Closing;
import java.time.Duration;
import java.util.List;

/** Opens configured destinations; every call into them is guarded. Thread-safe. */
final class Destinations {
    private static final Duration ASKING = Duration.ofSeconds(10);
    private static final Duration OPENING = Duration.ofMinutes(2);

    private final Configuration configuration;
    private final PluginServices plugins;

    Destinations(Configuration configuration, PluginServices plugins) {
        this.configuration = configuration;
        this.plugins = plugins;
    }

    /** Opens the destination of a name; the caller closes it. */
    OpenDestination open(String name, Deadline deadline) {
        Settings settings = configuration.destinations().get(name);
        if (settings == null) {
            throw new ReconException(
                    "destination-unknown",
                    ErrorOwner.USER,
                    "There is no destination '" + name + "'; there are: "
                            + String.join(", ", configuration.destinations().keySet()) + ".",
                    "Add it under destinations: in conf/reconsync.yaml, or name another one.");
        }
        String type = settings.required("type");
        Deadline soon = deadline.atMost(OPENING);
        ReconException broken = null;
        for (Guarded<DestinationType> candidate : plugins.all(DestinationType.class)) {
            try {
                if (!isOf(candidate, type, soon)) {
                    continue;
                }
            } catch (ReconException e) {
                // A plugin that fails to say what it offers must not take the other destinations with it.
                broken = broken == null ? e : broken;
                continue;
            }
            return new OpenDestination(name, open(candidate, name, settings, soon));
        }
        if (broken != null) {
            throw broken;
        }
        throw new ReconException(
                "destination-type-missing",
                ErrorOwner.USER,
                "The destination '" + name + "' is of the type '" + type + "', which no plugin offers at the moment.",
                "Put the plugin for " + type + " into plugins/, or correct the type at " + settings.place() + ".");
    }

    /**
     * Asks, before a game is kept from saving, whether a backup has anywhere to go.
     *
     * @throws ReconException the first problem, when none of them can be opened
     */
    void requireOne(List<String> names, Deadline deadline) {
        ReconException first = null;
        for (String name : names) {
            try {
                Closing.quietly(open(name, deadline));
                return;
            } catch (ReconException e) {
                first = first == null ? e : first;
            }
        }
        if (first != null) {
            throw first;
        }
    }

    private static boolean isOf(Guarded<DestinationType> candidate, String type, Deadline deadline) {
        return type.equals(
                candidate.call("asking for a destination's type", deadline.atMost(ASKING), service -> service.type()));
    }

    private static Guarded<io.reconsync.api.backup.Destination> open(
            Guarded<DestinationType> candidate, String name, Settings settings, Deadline deadline) {
        return candidate.with(candidate.call(
                "opening the destination " + name,
                deadline,
                service -> service.open(settings, candidate.context(), deadline)));
    }
}
