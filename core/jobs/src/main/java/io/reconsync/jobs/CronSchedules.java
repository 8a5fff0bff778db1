// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.jobs;

import io.reconsync.contract.config.Configuration;
import io.reconsync.contract.events.Events;
import io.reconsync.contract.jobs.Jobs;
import io.reconsync.contract.jobs.Schedules;
import io.reconsync.contract.runtime.Instance;
import io.reconsync.contract.store.Database;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The schedules of the configuration. One thread sleeps until the next is due, at most half a minute at a time, so that
 * a clock that is set is noticed. Nothing runs before the plugins of the start are up.
 */
@Component(service = Schedules.class, immediate = true)
public final class CronSchedules implements Schedules {
    private static final Logger LOG = LoggerFactory.getLogger(CronSchedules.class);
    private static final Duration LONGEST_SLEEP = Duration.ofSeconds(30);
    private static final Duration NOT_READY = Duration.ofSeconds(1);

    private final Configuration configuration;
    private final Instance instance;
    private final Clock clock;
    private final ScheduleBoard board;
    private final ScheduledThreadPoolExecutor thread = Threads.timer("recon-schedules");
    private final AutoCloseable subscription;

    /** As a component. */
    @Activate
    public CronSchedules(
            @Reference Configuration configuration,
            @Reference Jobs jobs,
            @Reference Events events,
            @Reference Database database,
            @Reference Instance instance) {
        this.configuration = configuration;
        this.instance = instance;
        this.clock = Clock.systemUTC();
        this.board = new ScheduleBoard(
                jobs,
                events,
                new ScheduleTable(database),
                clock,
                bound -> ThreadLocalRandom.current().nextLong(bound));
        this.subscription = configuration.onChange(() -> execute(this::takeOver));
    }

    @Activate
    void start() {
        execute(this::takeOver);
        execute(this::look);
    }

    private void takeOver() {
        board.take(configuration.servers());
    }

    private void look() {
        Duration sleep = NOT_READY;
        try {
            if (instance.isReady()) {
                sleep = LONGEST_SLEEP;
                Optional<Instant> next = board.tick();
                sleep = next.map(moment -> Duration.between(clock.instant(), moment))
                        .filter(wait -> wait.compareTo(LONGEST_SLEEP) < 0)
                        .orElse(LONGEST_SLEEP);
            }
        } finally {
            later(sleep);
        }
    }

    private void later(Duration sleep) {
        try {
            thread.schedule(() -> contained(this::look), Math.max(50, sleep.toMillis()), TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException e) {
            LOG.debug("Schedules end.");
        }
    }

    private void execute(Runnable task) {
        try {
            thread.execute(() -> contained(task));
        } catch (RejectedExecutionException e) {
            LOG.debug("Schedules end.");
        }
    }

    private void contained(Runnable task) {
        try {
            Contained.call(() -> {
                task.run();
                return null;
            });
        } catch (ExecutionException e) {
            LOG.error("The schedules could not be seen to; they are looked at again.", e.getCause());
        }
    }

    @Deactivate
    void stop() {
        thread.shutdownNow();
        try {
            Contained.call(() -> {
                subscription.close();
                return null;
            });
        } catch (ExecutionException e) {
            LOG.debug("Closing a subscription.", e.getCause());
        }
    }

    @Override
    public List<Entry> list() {
        return board.list();
    }
}
