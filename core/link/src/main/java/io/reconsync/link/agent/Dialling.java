// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.link.agent;

import io.reconsync.api.Deadline;
import io.reconsync.api.ReconException;
import io.reconsync.link.identity.AgentKey;
import io.reconsync.link.transport.Dialer;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps a session with the bot: dials, stays, and dials again, in one thread of its own. */
final class Dialling implements Runnable {
    private static final Logger LOG = LoggerFactory.getLogger(Dialling.class);
    private static final Duration LASTED = Duration.ofSeconds(60);

    private final Own own;
    private final Function<String, Dialer> dialers;
    private final Backoff backoff = new Backoff(RandomGenerator.getDefault());
    private final Semaphore wake = new Semaphore(0);
    private volatile Attempt attempt;
    private volatile BotSession session;
    private volatile Instant since;
    private volatile String problem = "";
    private volatile boolean stopped;

    /** {@code dialers}: the way to the bot with a pin. */
    Dialling(Own own, Function<String, Dialer> dialers) {
        this.own = own;
        this.dialers = dialers;
    }

    @Override
    public void run() {
        try {
            while (!stopped) {
                Optional<AgentKey> key = own.book().enrolled() ? own.keys().forSession(own) : Optional.empty();
                if (key.isEmpty()) {
                    wake.acquire();
                } else {
                    pause(once(key.get()));
                }
            }
        } catch (InterruptedException e) {
            LOG.debug("The link ends.");
        }
    }

    private void pause(Duration pause) throws InterruptedException {
        if (wake.tryAcquire(pause.toMillis(), TimeUnit.MILLISECONDS)) {
            wake.drainPermits();
        }
    }

    /** One session; how long to wait before the next. */
    private Duration once(AgentKey key) throws InterruptedException {
        long began = own.nanos().getAsLong();
        try (Dialer dialer = dialers.apply(own.book().get(BotBook.PIN))) {
            attempt = new Attempt(own, key, Optional.empty(), opened -> online(opened, key));
            String why = attempt.stay(dialer);
            say(why, since != null);
            boolean lasted = since != null && own.nanos().getAsLong() - began > LASTED.toNanos();
            if (lasted) {
                backoff.reset();
            }
            return backoff.next();
        } catch (ReconException e) {
            own.keys().refused(e);
            say(e.sentence(), true);
            return e.retryAfter().map(backoff::atLeast).orElseGet(backoff::next);
        } finally {
            session = null;
            since = null;
        }
    }

    private void say(String why, boolean news) {
        if (news && !why.equals(problem) && !stopped) {
            LOG.warn("The link to the bot is down: {}", why);
        }
        problem = why;
    }

    private void online(BotSession opened, AgentKey key) {
        own.keys().accepted(key, own);
        own.keys().renew(own, own.book().get(BotBook.AGENT));
        session = opened;
        since = own.clock().instant();
        problem = "";
        LOG.info("The link to the bot is up.");
        synchronized (this) {
            notifyAll();
        }
    }

    /** Waits until a session stands, or the deadline has passed. */
    synchronized void await(Deadline deadline) {
        try {
            while (session == null && !deadline.expired()) {
                wait(Math.max(1, deadline.remaining().toMillis()));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    Optional<BotSession> session() {
        return Optional.ofNullable(session);
    }

    Optional<Instant> since() {
        return Optional.ofNullable(since);
    }

    String problem() {
        return problem;
    }

    /** Something changed: tries again now. */
    void again() {
        Attempt now = attempt;
        if (now != null) {
            now.end("This agent was enrolled anew.");
        }
        wake.release();
    }

    void stop() {
        stopped = true;
        Attempt now = attempt;
        if (now != null) {
            now.end("The agent ends.");
        }
        wake.release();
    }
}
