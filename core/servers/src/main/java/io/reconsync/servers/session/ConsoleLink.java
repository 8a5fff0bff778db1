// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.servers.session;

import io.reconsync.api.Deadline;
import io.reconsync.api.ReconException;
import io.reconsync.api.game.ConsoleKind;
import io.reconsync.api.game.ConsoleSession;
import io.reconsync.api.game.Endpoint;
import io.reconsync.contract.host.Guarded;
import io.reconsync.servers.process.StdinPipe;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one console session of a server, shared by all who need it: opened at need, opened again after a failure. After a
 * refused password nothing is tried for a minute, then for two, four and so on up to half an hour, since games ban whoever guesses.
 * Thread-safe.
 */
public final class ConsoleLink implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ConsoleLink.class);
    private static final Duration AFTER_PASSWORD = Duration.ofSeconds(60);
    private static final Duration MOST_AFTER_PASSWORD = Duration.ofMinutes(30);
    private static final int MOST_DOUBLED = 5;
    private static final Duration AFTER_FAILURE = Duration.ofSeconds(2);
    static final Duration LOOK = Duration.ofSeconds(5);

    private final ConsoleErrors errors;
    private final String server;
    private final Offered<ConsoleKind> kinds;
    private final Supplier<Optional<ConsoleTarget>> target;
    private final StdinPipe stdin;
    private final Consumer<String> lines;
    private final ReentrantLock opening = new ReentrantLock();
    private volatile Guarded<ConsoleSession> open;
    private volatile Deadline pause = Deadline.after(Duration.ZERO);
    private volatile ReconException failure;
    private volatile int refusals;

    /** {@code lines} takes what the console streams; must not block. */
    public ConsoleLink(
            String server,
            Offered<ConsoleKind> kinds,
            Supplier<Optional<ConsoleTarget>> target,
            StdinPipe stdin,
            Consumer<String> lines) {
        this.server = server;
        this.errors = new ConsoleErrors(server);
        this.kinds = kinds;
        this.target = target;
        this.stdin = stdin;
        this.lines = lines;
    }

    /**
     * A session that stands.
     *
     * @throws ReconException when the game has none, it cannot be reached, or refused the password lately
     */
    public ConsoleSession session(Deadline deadline) {
        ConsoleTarget where = target.get().orElseThrow(errors::none);
        if (where.kind().equals(ConsoleTarget.STDIN)) {
            return new StdinSession(stdin);
        }
        Guarded<ConsoleSession> standing = open;
        if (standing != null && SharedSession.isOpen(standing)) {
            return new SharedSession(server, standing);
        }
        lock(deadline);
        try {
            standing = open;
            if (standing == null || !SharedSession.isOpen(standing)) {
                close();
                standing = open(where, deadline);
            }
            return new SharedSession(server, standing);
        } finally {
            opening.unlock();
        }
    }

    private void lock(Deadline deadline) {
        try {
            if (!opening.tryLock(deadline.millis("opening the console of " + server), TimeUnit.MILLISECONDS)) {
                throw errors.late("somebody else is opening it");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw errors.late("the wait was interrupted");
        }
    }

    private Guarded<ConsoleSession> open(ConsoleTarget where, Deadline deadline) {
        ReconException last = failure;
        if (last != null && !pause.expired()) {
            throw ConsoleErrors.isPassword(last) ? errors.paused(last, pause.remaining()) : last;
        }
        Guarded<ConsoleKind> kind =
                kinds.find(where.kind()).orElseThrow(() -> errors.unknown(where.kind(), kinds.names()));
        Endpoint at = where.at().orElseThrow(errors::none);
        try {
            ConsoleSession session = kind.call(
                    "opening the console of " + server,
                    deadline,
                    plugin -> plugin.open(at, where.password(), where.options(), deadline));
            Guarded<ConsoleSession> guarded = kind.with(session);
            guarded.call("listening to the console of " + server, Deadline.after(LOOK), plugin -> {
                plugin.onLine(lines);
                return null;
            });
            failure = null;
            refusals = 0;
            open = guarded;
            return guarded;
        } catch (ReconException e) {
            failure = e;
            pause = Deadline.after(ConsoleErrors.isPassword(e) ? afterPassword() : AFTER_FAILURE);
            throw e;
        }
    }

    private Duration afterPassword() {
        Duration wait = AFTER_PASSWORD.multipliedBy(1L << Math.min(refusals, MOST_DOUBLED));
        refusals++;
        return wait.compareTo(MOST_AFTER_PASSWORD) > 0 ? MOST_AFTER_PASSWORD : wait;
    }

    /** Whether a session stands or nothing may be tried yet, so that there is no use in opening one now. */
    public boolean settled() {
        Guarded<ConsoleSession> standing = open;
        return standing != null && SharedSession.isOpen(standing) || failure != null && !pause.expired();
    }

    /** Closes the session when this plugin made it. */
    public void leave(String plugin) {
        Guarded<ConsoleSession> standing = open;
        if (standing != null && standing.plugin().equals(plugin)) {
            close();
        }
    }

    /** Forgets failures, for example because the configuration has changed. */
    public void again() {
        failure = null;
        refusals = 0;
        close();
    }

    @Override
    public void close() {
        Guarded<ConsoleSession> standing = open;
        open = null;
        if (standing == null) {
            return;
        }
        try {
            standing.call("closing the console of " + server, Deadline.after(LOOK), session -> {
                session.close();
                return null;
            });
        } catch (ReconException e) {
            LOG.debug("Closing the console of {}: {}", server, e.getMessage());
        }
    }
}
