// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.jda;

import io.reconsync.api.runtime.Event;
import io.reconsync.api.runtime.Severity;
import io.reconsync.contract.events.Events;
import io.reconsync.contract.runtime.Instance;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import net.dv8tion.jda.api.JDA;
import net.dv8tion.jda.api.events.GenericEvent;
import net.dv8tion.jda.api.events.session.ShutdownEvent;
import net.dv8tion.jda.api.exceptions.ErrorResponseException;
import net.dv8tion.jda.api.exceptions.InvalidTokenException;
import net.dv8tion.jda.api.requests.CloseCode;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceRegistration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One session, from the first attempt to log in to its end. */
final class SessionLife {
    private static final Logger LOG = LoggerFactory.getLogger(SessionLife.class);
    private static final Duration FIRST_WAIT = Duration.ofSeconds(5);
    private static final Duration LONGEST_WAIT = Duration.ofMinutes(5);
    private static final Duration GOODBYE = Duration.ofSeconds(5);

    private final SessionSettings settings;
    private final BundleContext context;
    private final Events events;
    private final Instance instance;
    private final Bell bell = new Bell();
    private final ThreadPoolExecutor callbacks;
    private final ScheduledThreadPoolExecutor thread;
    private Duration wait = FIRST_WAIT;
    private JDA jda;
    private ServiceRegistration<DiscordSession> service;

    SessionLife(SessionSettings settings, BundleContext context, Events events, Instance instance) {
        this.settings = settings;
        this.context = context;
        this.events = events;
        this.instance = instance;
        this.callbacks = new ThreadPoolExecutor(
                2, 2, 30, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), named("reconsync-discord-callback"));
        callbacks.allowCoreThreadTimeOut(true);
        this.thread = new ScheduledThreadPoolExecutor(1, named("reconsync-discord-session"));
        thread.setRemoveOnCancelPolicy(true);
        thread.execute(this::login);
    }

    private static ThreadFactory named(String name) {
        return work -> {
            Thread thread = new Thread(work, name);
            thread.setDaemon(true);
            return thread;
        };
    }

    private void login() {
        try {
            JDA session = Login.now(settings, callbacks, bell, this::happened);
            begun(session);
        } catch (InvalidTokenException | IllegalArgumentException e) {
            tell(
                    "Discord refused the bot's token.",
                    "Put the token of the bot's page (Reset Token) into the place that"
                            + " discord.token in conf/reconsync.yaml names.");
        } catch (ErrorResponseException | IOException | IllegalStateException e) {
            LOG.warn(
                    "Discord could not be reached ({}); the next attempt is in {} s.",
                    e.getMessage(),
                    wait.toSeconds());
            thread.schedule(this::login, wait.toMillis(), TimeUnit.MILLISECONDS);
            wait = wait.multipliedBy(2).compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : wait.multipliedBy(2);
        }
    }

    private synchronized void begun(JDA session) {
        if (thread.isShutdown()) {
            new Farewell(session).within(Duration.ZERO);
            return;
        }
        jda = session;
        service = context.registerService(DiscordSession.class, new LoggedIn(session, bell), null);
    }

    private void happened(GenericEvent event) {
        if (event instanceof ShutdownEvent end && !thread.isShutdown()) {
            CloseCode code = end.getCloseCode();
            if (code == CloseCode.DISALLOWED_INTENTS) {
                tell(
                        "Discord closed the session: the bot asks for intents that it is not granted.",
                        "Open the bot's page at discord.com/developers and switch them on.");
            } else if (code == CloseCode.AUTHENTICATION_FAILED) {
                tell(
                        "Discord closed the session: the token is no longer valid.",
                        "Put the new token into the place that discord.token in conf/reconsync.yaml names.");
            } else {
                tell(
                        "Discord closed the session for good" + (code == null ? "." : ": " + code.getMeaning() + "."),
                        "See Discord's status page; 'reconsync config reload' does not help, a restart may.");
            }
        }
    }

    private void tell(String what, String next) {
        LOG.error("{} {}", what, next);
        events.emit(new Event(
                Clock.systemUTC().instant(),
                "discord-refused",
                Severity.CRITICAL,
                Optional.empty(),
                what + " " + next,
                Map.of()));
    }

    /** Says goodbye to Discord; blocks for a few seconds at most. */
    void close() {
        JDA session;
        synchronized (this) {
            thread.shutdownNow();
            if (service != null) {
                service.unregister();
                service = null;
            }
            session = jda;
            jda = null;
        }
        if (session != null) {
            new Farewell(session).within(instance.isEnding() ? Duration.ofSeconds(1) : GOODBYE);
        }
        callbacks.shutdownNow();
    }
}
