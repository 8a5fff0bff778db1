// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.link.bot;

import io.reconsync.api.ReconException;
import io.reconsync.api.runtime.Severity;
import io.reconsync.link.frame.Frame;
import io.reconsync.link.session.Connection;
import io.reconsync.link.session.LinkThreads;
import io.reconsync.link.session.Throttle;
import io.reconsync.link.transport.Entrance;
import io.reconsync.link.transport.Receiver;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Lets agents in, keeps their connections ticking, and says when one has gone for good. */
final class Doorkeeper implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Doorkeeper.class);
    private static final int FRAMES_PER_SECOND = 1000;
    private static final Duration GONE = Duration.ofMinutes(1);
    private static final Duration KEEP_ORDERS = Duration.ofDays(30);
    private static final int AGAIN_SECONDS = 10;

    private final Desk desk;
    private final LinkThreads threads;
    private final LongSupplier nanos;
    private final AtomicInteger strangers = new AtomicInteger();
    private final Set<Connection> connections = ConcurrentHashMap.newKeySet();
    private final Set<String> missed = new HashSet<>();
    private volatile Entrance entrance;
    private boolean complained;

    Doorkeeper(Desk desk, LinkThreads threads, LongSupplier nanos) {
        this.desk = desk;
        this.threads = threads;
        this.nanos = nanos;
    }

    /** Begins, in threads of its own; when the port is not free, it tries again. */
    void open(Entrance way, Runnable first) {
        entrance = way;
        threads.pool().execute(first);
        threads.pool().execute(this::listen);
        threads.timer().scheduleWithFixedDelay(this::tick, 1, 1, TimeUnit.SECONDS);
        threads.timer().scheduleWithFixedDelay(() -> threads.pool().execute(this::look), 5, 5, TimeUnit.SECONDS);
        threads.timer().scheduleWithFixedDelay(() -> threads.pool().execute(this::prune), 1, 60, TimeUnit.MINUTES);
    }

    private void listen() {
        try {
            entrance.open(this::receiver);
            LOG.info("The link listens for agents.");
        } catch (ReconException e) {
            if (!complained) {
                complained = true;
                LOG.error("{}", e.sentence());
            }
            threads.timer().schedule(() -> threads.pool().execute(this::listen), AGAIN_SECONDS, TimeUnit.SECONDS);
        }
    }

    Receiver receiver() {
        Connection connection = new Connection(
                desk.frames(),
                threads.pool(),
                nanos,
                new Throttle(threads.timer(), nanos, FRAMES_PER_SECOND),
                connections::remove,
                made -> new Reception(desk, made, strangers));
        connections.add(connection);
        return connection;
    }

    private void tick() {
        connections.forEach(Connection::tick);
    }

    private void prune() {
        desk.board().prune(desk.clock().millis() - KEEP_ORDERS.toMillis());
    }

    /** One event for each host that stays away, one when it is back. */
    private void look() {
        for (AgentRow agent : desk.roster().all()) {
            boolean here = desk.presence().of(agent.id()).isPresent();
            if (agent.revoked() > 0 || agent.lastSeen() == 0) {
                missed.remove(agent.id());
            } else if (here && missed.remove(agent.id())) {
                desk.report("agent-back", Severity.INFO, agent, "The agent " + agent.name() + " is online again.");
            } else if (!here
                    && desk.clock()
                            .instant()
                            .isAfter(desk.presence().left(agent.id()).plus(GONE))
                    && missed.add(agent.id())) {
                desk.report(
                        "agent-offline",
                        Severity.WARNING,
                        agent,
                        "The agent " + agent.name() + " is not connected. "
                                + desk.presence()
                                        .reason(agent.id())
                                        .orElse("It did not come back after this bot started.")
                                + " It goes on with its schedules by itself.");
            }
        }
    }

    @Override
    public void close() {
        connections.forEach(connection -> connection.send(Frame.of("bye", "why", "The bot ends.")));
        Entrance open = entrance;
        if (open != null) {
            open.close();
        }
    }
}
