// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.backup;

import io.reconsync.api.ReconException;
import io.reconsync.api.runtime.PluginContext;
import io.reconsync.contract.servers.Server;
import io.reconsync.contract.values.Closing;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks every few seconds for games that are kept from saving by nobody who still runs, and, a while after the start,
 * when every job that died has been asked, for restores that nobody finished.
 */
@Component(service = Sweeper.class, immediate = true)
public final class Sweeper {
    private static final Logger LOG = LoggerFactory.getLogger(Sweeper.class);
    private static final Duration EVERY = Duration.ofSeconds(5);
    private static final Duration GRACE = Duration.ofSeconds(60);

    private final Workshop workshop;
    private final Instant begun;
    private final AutoCloseable repetition;
    private boolean late;

    /** By the framework. */
    @Activate
    public Sweeper(@Reference Workshop workshop, @Reference PluginContext context) {
        this.workshop = workshop;
        this.begun = workshop.clock.instant();
        this.repetition = context.executor().repeat(EVERY, this::sweep);
    }

    private void sweep() {
        try {
            workshop.leases.sweep();
            if (!late && Duration.between(begun, workshop.clock.instant()).compareTo(GRACE) > 0) {
                late = true;
                new Unfinished(workshop).sweep();
                Trees.remove(workshop.instance.home().data().resolve(Remains.FOLDER));
                for (Server server : workshop.servers.all()) {
                    new Litter(workshop).sweep(server);
                }
            }
        } catch (ReconException e) {
            LOG.warn("{}", e.sentence());
        } catch (IOException e) {
            LOG.warn("What is left of earlier runs could not be removed: {}", e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** By the framework. */
    @Deactivate
    public void close() {
        Closing.quietly(repetition);
    }
}
