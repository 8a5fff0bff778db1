// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.discord;

import io.reconsync.api.Deadline;
import io.reconsync.api.Settings;
import io.reconsync.api.alert.Change;
import io.reconsync.api.alert.Delivery;
import io.reconsync.api.alert.Incident;
import io.reconsync.api.alert.Notifier;
import io.reconsync.contract.commands.Commands;
import io.reconsync.contract.config.Configuration;
import io.reconsync.contract.jobs.Audit;
import io.reconsync.contract.jobs.Jobs;
import io.reconsync.contract.runtime.Instance;
import io.reconsync.contract.store.Database;
import io.reconsync.contract.values.Closing;
import io.reconsync.jda.DiscordSession;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import net.dv8tion.jda.api.JDA;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Everything in Discord, for as long as there is a session. */
@Component(service = Notifier.class, immediate = true)
public final class Bot implements Notifier {
    private static final Logger LOG = LoggerFactory.getLogger(Bot.class);
    private static final int THREADS = 4;
    private static final int QUEUE = 100;
    private static final long ROUND_MILLIS = 500;
    private static final long STATUS_MILLIS = 10_000;
    private static final long PRUNE_MILLIS = 3_600_000;

    private final ScheduledThreadPoolExecutor scheduler =
            new ScheduledThreadPoolExecutor(1, named("reconsync-discord"));
    private final ThreadPoolExecutor pool = new ThreadPoolExecutor(
            THREADS, THREADS, 30, TimeUnit.SECONDS, new LinkedBlockingQueue<>(QUEUE), named("reconsync-discord-call"));
    private final List<AutoCloseable> closing = new ArrayList<>();
    private final Alerts alerts;
    private final Poster poster;

    /** Made by DS. */
    @Activate
    public Bot(
            @Reference DiscordSession session,
            @Reference Commands commands,
            @Reference Jobs jobs,
            @Reference Audit audit,
            @Reference Configuration configuration,
            @Reference Database database,
            @Reference Instance instance) {
        Clock clock = Clock.systemUTC();
        database.migrate("discord", RegistrationTable.SCRIPTS);
        pool.allowCoreThreadTimeOut(true);
        scheduler.setRemoveOnCancelPolicy(true);
        JDA jda = session.jda();
        Guilds guilds = new Guilds(configuration);
        PostTable posts = new PostTable(database);
        this.alerts = new Alerts(guilds, configuration, posts, new IncidentTable(database), clock);
        Trail trail = new Trail(audit, posts, guilds, clock);
        JobWatch watch = new JobWatch(jobs, clock);
        Confirmations confirmations = new Confirmations(clock);
        Questions questions = new Questions(commands, confirmations, clock);
        Caller caller = new Caller(new Caller.Tools(commands, jobs, watch, questions, trail, pool, scheduler, clock));
        Doorman doorman = new Doorman(guilds, trail);
        Registrar registrar = new Registrar(
                jda, commands, new RegistrationTable(database), clock, new Keeping(clock, instance)::time);
        Registering registering = new Registering(registrar, guilds, jda, instance, pool, clock);
        Reception reception = new Reception(
                doorman,
                registrar,
                caller,
                new Clicks(doorman, confirmations, caller, alerts, trail),
                new Completer(commands),
                pool,
                registering::request);
        closing.add(watch);
        closing.add(commands.onChange(registering::request));
        closing.add(configuration.onChange(registering::request));
        closing.add(session.listen(reception));
        every(ROUND_MILLIS, registering::round);
        every(2 * ROUND_MILLIS, watch::look);
        this.poster = new Poster(jda, posts, clock);
        StatusBoard board = new StatusBoard(guilds, commands, posts, clock);
        every(2 * ROUND_MILLIS, poster::round);
        every(STATUS_MILLIS, board::round);
        every(PRUNE_MILLIS, () -> posts.prune(clock.instant()));
        registering.request();
    }

    @Override
    public String type() {
        return "discord";
    }

    /** On disk when this returns; from there it gets to Discord, however long Discord is away. */
    @Override
    public Delivery deliver(Incident incident, Change change, Settings route, Deadline deadline) {
        if (change == Change.TEST) {
            alerts.test(incident, poster, deadline);
        } else {
            alerts.take(incident, change);
        }
        return new Delivery(Optional.empty());
    }

    private void every(long millis, Runnable work) {
        scheduler.scheduleWithFixedDelay(Contained.logged(work), millis, millis, TimeUnit.MILLISECONDS);
    }

    private static ThreadFactory named(String name) {
        return work -> {
            Thread thread = new Thread(work, name);
            thread.setDaemon(true);
            return thread;
        };
    }

    @Deactivate
    void close() {
        closing.forEach(
                each -> Closing.quietly(each).ifPresent(why -> LOG.warn("A listener could not be withdrawn: {}", why)));
        scheduler.shutdownNow();
        pool.shutdownNow();
    }
}
