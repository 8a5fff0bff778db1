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
import java.util.Optional;

/** Opens configured destinations; every call into them is guarded. Thread-safe. */
final class Destinations {
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
        for (Guarded<DestinationType> candidate : plugins.all(DestinationType.class)) {
            Optional<Guarded<io.reconsync.api.backup.Destination>> opened = open(candidate, name, type, settings, soon);
            if (opened.isPresent()) {
                return new OpenDestination(name, opened.get());
            }
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

    private static Optional<Guarded<io.reconsync.api.backup.Destination>> open(
            Guarded<DestinationType> candidate, String name, String type, Settings settings, Deadline deadline) {
        if (!candidate
                .call("asking for a destination's type", deadline, service -> service.type())
                .equals(type)) {
            return Optional.empty();
        }
        return Optional.of(candidate.with(candidate.call(
                "opening the destination " + name,
                deadline,
                service -> service.open(settings, candidate.context(), deadline))));
    }
}
