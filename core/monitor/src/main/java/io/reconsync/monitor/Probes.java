// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.monitor;

import io.reconsync.api.Deadline;
import io.reconsync.api.ReconException;
import io.reconsync.api.monitor.Finding;
import io.reconsync.api.monitor.Monitor;
import io.reconsync.contract.host.Guarded;
import io.reconsync.contract.host.PluginServices;
import io.reconsync.contract.servers.Server;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** One round of all probes of one server. Thread-safe. */
record Probes(PluginServices plugins, Clock clock, WireProbes wire, ResourceProbe resources) {
    private static final Duration LIMIT = Duration.ofSeconds(5);

    /** Something that a probe of a plugin said, with its name. */
    private record Named(String name, Finding finding) {}

    Observation round(Server server) {
        Map<String, Finding> findings = new TreeMap<>();
        boolean running = server.running();
        if (running) {
            Deadline deadline = Deadline.after(LIMIT.multipliedBy(2));
            findings.put("process", Finding.ok("The process runs."));
            wire.probe(server, deadline, findings);
            findings.put(
                    "resources",
                    resources.probe(server.process(), server.config().install()));
            plugins.all(Monitor.class).forEach(monitor -> plugin(monitor, server, findings));
        }
        boolean readyKnown =
                server.adapterPresent() && server.profile().process().ready().isPresent();
        return new Observation(
                clock.instant(),
                running,
                running && server.ready() && (readyKnown || !findings.containsKey("query")),
                readyKnown,
                server.busyWith(),
                problem(server),
                findings);
    }

    private static Optional<String> problem(Server server) {
        return server.adapterPresent()
                ? Optional.empty()
                : Optional.of(server.adapterProblem().orElse("its adapter is missing."));
    }

    private static void plugin(Guarded<Monitor> monitor, Server server, Map<String, Finding> into) {
        Deadline deadline = Deadline.after(LIMIT);
        try {
            Optional<Named> found = monitor.call(
                    "probing " + server.id(),
                    deadline,
                    each -> each.appliesTo(server)
                            ? Optional.of(new Named(each.name(), each.probe(server, deadline)))
                            : Optional.<Named>empty());
            found.ifPresent(named -> into.put(monitor.plugin() + "." + named.name(), named.finding()));
        } catch (ReconException e) {
            into.put(monitor.plugin(), Finding.probeFailed(e.getMessage()));
        }
    }
}
