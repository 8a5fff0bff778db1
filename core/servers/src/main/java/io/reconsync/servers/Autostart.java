// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.servers;

import io.reconsync.api.ReconException;
import io.reconsync.api.command.Actor;
import io.reconsync.api.command.Surface;
import io.reconsync.api.command.Tier;
import io.reconsync.contract.config.Configuration;
import io.reconsync.contract.jobs.JobRequest;
import io.reconsync.contract.jobs.Jobs;
import io.reconsync.contract.runtime.Instance;
import io.reconsync.contract.servers.Server;
import io.reconsync.contract.servers.Servers;
import io.reconsync.contract.values.Closing;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Once the plugins of the start are up: starts the servers that are to be started with us and do not run; later those whose
 * files come. A change of a server that is there already starts nothing, so a stop by hand holds.
 */
@Component(service = Autostart.class, immediate = true)
public final class Autostart {
    private static final Logger LOG = LoggerFactory.getLogger(Autostart.class);
    private static final Actor ACTOR = new Actor("autostart", Tier.OWNER, Surface.SCHEDULE);

    private final Servers servers;
    private final Jobs jobs;
    private final Instance instance;
    private final AutoCloseable changes;
    private final Set<String> seen = new HashSet<>();
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread made = new Thread(task, "recon-servers-autostart");
        made.setDaemon(true);
        return made;
    });

    /** As a component. */
    @Activate
    public Autostart(
            @Reference Servers servers,
            @Reference Jobs jobs,
            @Reference Instance instance,
            @Reference Configuration configuration) {
        this.servers = servers;
        this.jobs = jobs;
        this.instance = instance;
        this.changes = configuration.onChange(this::await);
    }

    @Activate
    void await() {
        try {
            thread.schedule(this::look, 200, TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException e) {
            LOG.debug("No more starts: closed.");
        }
    }

    private void look() {
        if (!instance.isReady()) {
            await();
            return;
        }
        List<Server> all = servers.all();
        seen.retainAll(all.stream().map(Server::id).toList());
        for (Server server : all) {
            if (seen.add(server.id()) && server.config().autostart()) {
                start(server);
            }
        }
    }

    private void start(Server server) {
        try {
            if (!runs(server)) {
                jobs.submit(new JobRequest(
                        "server-start",
                        Optional.of(server.id()),
                        Map.of("reason", "autostart"),
                        ACTOR,
                        Duration.ofHours(1),
                        false,
                        Optional.of("autostart " + server.id())));
            }
        } catch (ReconException e) {
            LOG.warn("The server {} is not started: {}", server.id(), e.sentence());
        }
    }

    /** What cannot be asked about now is tried, so that the job says why it is not started. */
    private static boolean runs(Server server) {
        try {
            return server.running();
        } catch (ReconException e) {
            return false;
        }
    }

    @Deactivate
    void stop() {
        Closing.quietly(changes);
        thread.shutdownNow();
    }
}
