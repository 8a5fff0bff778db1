// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.protocol.net;

import io.reconsync.api.Deadline;
import io.reconsync.api.ReconException;
import io.reconsync.api.game.ConsoleSession;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Sends a harmless command over a console that has been idle, because some servers drop idle connections. Its daemon
 * thread ends with the session.
 */
public final class KeepAlive implements AutoCloseable {
    /** The keys of a profile that {@link #of} reads. */
    public static final String COMMAND = "keepalive";

    public static final String SECONDS = "keepalive_seconds";

    /** A game that saves answers late; that is no reason to give the connection up. */
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    private final CountDownLatch closed = new CountDownLatch(1);

    /** Does nothing when the profile names no command. {@code lastUse} is a reading of {@link System#nanoTime}. */
    public static KeepAlive of(ConsoleOptions options, ConsoleSession session, LongSupplier lastUse, String name) {
        KeepAlive keepAlive = new KeepAlive();
        Duration every = Duration.ofSeconds(options.number(SECONDS, 20, 1, 3600));
        options.text(COMMAND).ifPresent(command -> keepAlive.start(session, command, every, lastUse, name));
        return keepAlive;
    }

    private void start(ConsoleSession session, String command, Duration every, LongSupplier lastUse, String name) {
        Thread thread = new Thread(() -> run(session, command, every, lastUse), "reconsync-keepalive-" + name);
        thread.setDaemon(true);
        thread.start();
    }

    private void run(ConsoleSession session, String command, Duration every, LongSupplier lastUse) {
        try {
            long wait = every.toNanos();
            while (!closed.await(wait, TimeUnit.NANOSECONDS)) {
                long idle = System.nanoTime() - lastUse.getAsLong();
                if (idle >= every.toNanos()) {
                    session.send(command, Deadline.after(PATIENCE));
                    idle = 0;
                }
                wait = every.toNanos() - idle;
            }
        } catch (ReconException gone) {
            session.close();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        closed.countDown();
    }
}
