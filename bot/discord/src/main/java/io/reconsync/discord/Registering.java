// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.discord;

import io.reconsync.contract.runtime.Instance;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import net.dv8tion.jda.api.JDA;
import net.dv8tion.jda.api.exceptions.ErrorResponseException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** When the lists of commands are brought up to date: after a burst of changes, and when something failed or ends. */
final class Registering {
    private static final Logger LOG = LoggerFactory.getLogger(Registering.class);
    private static final Duration AFTER_FAILURE = Duration.ofSeconds(30);

    private final Registrar registrar;
    private final Guilds guilds;
    private final JDA jda;
    private final Instance instance;
    private final Executor pool;
    private final Clock clock;
    private final Burst burst;
    private final AtomicBoolean running = new AtomicBoolean();
    private volatile Instant again = Instant.MAX;

    Registering(Registrar registrar, Guilds guilds, JDA jda, Instance instance, Executor pool, Clock clock) {
        this.registrar = registrar;
        this.guilds = guilds;
        this.jda = jda;
        this.instance = instance;
        this.pool = pool;
        this.clock = clock;
        this.burst = new Burst(clock);
    }

    void request() {
        burst.add();
    }

    /** To be called often. Before the plugins of the start are up, the list would be too short. */
    void round() {
        if (jda.getStatus() != JDA.Status.CONNECTED || !instance.isReady() || running.get()) {
            return;
        }
        boolean due = !clock.instant().isBefore(again);
        if ((burst.take() || due) && running.compareAndSet(false, true)) {
            again = Instant.MAX;
            pool.execute(Contained.logged(this::all));
        }
    }

    private void all() {
        try {
            for (GuildSettings guild : guilds.all()) {
                try {
                    registrar.round(guild).ifPresent(this::notLater);
                } catch (ErrorResponseException e) {
                    LOG.warn("Discord did not take the commands of guild {}: {}", guild.id(), e.getMessage());
                    notLater(clock.instant().plus(AFTER_FAILURE));
                }
            }
        } finally {
            running.set(false);
        }
    }

    private void notLater(Instant at) {
        Optional.of(at).filter(each -> each.isBefore(again)).ifPresent(each -> again = each);
    }
}
