// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.jobs;

import io.reconsync.api.Deadline;
import io.reconsync.api.backup.DestinationType;
import io.reconsync.contract.config.Configuration;
import io.reconsync.contract.host.DrainParticipant;
import io.reconsync.contract.host.PluginServices;
import io.reconsync.contract.servers.Server;
import io.reconsync.contract.servers.Servers;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Before a plugin leaves: jobs of the servers that use it get two thirds of the time to end by themselves, then they are
 * cancelled. What waits begins when the plugin is back or gone for good.
 */
@Component(service = DrainParticipant.class)
public final class JobDrain implements DrainParticipant {
    private final LanedJobs jobs;
    private final Servers servers;
    private final PluginServices services;
    private final Configuration configuration;

    /** As a component. */
    @Activate
    public JobDrain(
            @Reference LanedJobs jobs,
            @Reference Servers servers,
            @Reference PluginServices services,
            @Reference Configuration configuration) {
        this.jobs = jobs;
        this.servers = servers;
        this.services = services;
        this.configuration = configuration;
    }

    @Override
    public void drain(String plugin, Deadline deadline) {
        Set<String> users = users(plugin);
        Work work = jobs.work();
        work.lanes().hold(plugin, users);
        List<LiveJob> running = work.live().stream()
                .filter(job -> job.run().isPresent())
                .filter(job ->
                        job.now().request().server().filter(users::contains).isPresent())
                .toList();
        Duration patience = deadline.remaining().multipliedBy(2).dividedBy(3);
        if (!over(running, deadline.atMost(patience))) {
            running.forEach(work::cancel);
            over(running, deadline);
        }
    }

    /** Servers whose adapter it is, or that send their backups through a plugin when it offers destinations. */
    private Set<String> users(String plugin) {
        boolean destinations = services.all(DestinationType.class).stream()
                .anyMatch(type -> type.plugin().equals(plugin));
        Set<String> users = new HashSet<>();
        for (Server server : servers.all()) {
            boolean sends = destinations
                    && server.config().backup().destinations().stream().anyMatch(this::isRemote);
            if (sends || server.adapterPlugin().filter(plugin::equals).isPresent()) {
                users.add(server.id());
            }
        }
        return users;
    }

    private boolean isRemote(String destination) {
        var settings = configuration.destinations().get(destination);
        return settings == null
                || !settings.text("type").filter("local"::equals).isPresent();
    }

    private static boolean over(List<LiveJob> jobs, Deadline deadline) {
        try {
            for (LiveJob job : jobs) {
                if (!job.over().await(deadline.remaining().toMillis(), TimeUnit.MILLISECONDS)) {
                    return false;
                }
            }
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    @Override
    public void resume(String plugin) {
        jobs.work().lanes().resume(plugin);
        jobs.work().dispatch();
    }
}
