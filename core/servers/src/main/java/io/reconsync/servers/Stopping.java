// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.servers;

import io.reconsync.api.Deadline;
import io.reconsync.api.ErrorOwner;
import io.reconsync.api.ReconException;
import io.reconsync.api.game.GameProfile;
import io.reconsync.servers.process.Owner;
import io.reconsync.servers.process.ServerProcess;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Brings a process to its end: through its owner, or by the profile's steps, each given its time. */
final class Stopping {
    private static final Logger LOG = LoggerFactory.getLogger(Stopping.class);
    /** A step without a wait is only asked for: a game may take long to answer that it has saved. */
    private static final Duration ASK = Duration.ofMinutes(5);

    private static final Duration KILL = Duration.ofSeconds(20);
    private static final Duration ENDED = Duration.ofSeconds(30);
    private static final List<GameProfile.Step> USUAL = List.of(
            new GameProfile.Step(Optional.empty(), Optional.of("TERM"), Duration.ofSeconds(60)),
            new GameProfile.Step(Optional.empty(), Optional.of("KILL"), KILL));

    private final ManagedServer server;
    private final ServerProcess process;

    Stopping(ManagedServer server, ServerProcess process) {
        this.server = server;
        this.process = process;
    }

    void stop(Optional<Owner> owner, boolean graceful, Deadline deadline) throws InterruptedException {
        process.wantExit();
        boolean gone = false;
        try {
            if (owner.isPresent()) {
                through(owner.get(), graceful, deadline);
            } else if (graceful) {
                steps(deadline);
            } else {
                kill();
            }
            gone = process.awaitGone(within(graceful ? ENDED : KILL, deadline));
        } finally {
            if (!gone) {
                process.unwantExit();
            }
        }
        if (!gone) {
            throw new ReconException(
                    "server-still-running",
                    ErrorOwner.HOST,
                    "The server " + server.id() + " is still running after all that was tried to stop it.",
                    "Run 'reconsync server kill " + server.id() + "', or stop it by hand.");
        }
    }

    private static void through(Owner owner, boolean graceful, Deadline deadline) throws InterruptedException {
        if (graceful) {
            owner.stop(deadline);
        } else {
            owner.kill(deadline);
        }
    }

    private void kill() {
        try {
            process.kill();
        } catch (ReconException e) {
            LOG.debug("Nothing to kill: {}", e.getMessage());
        }
    }

    private void steps(Deadline deadline) throws InterruptedException {
        List<GameProfile.Step> steps =
                server.profile().stop().isEmpty() ? USUAL : server.profile().stop();
        for (GameProfile.Step step : steps) {
            deadline.check("stopping " + server.id());
            boolean done = step(step, deadline);
            if (process.awaitGone(done ? within(step.limit(), deadline) : Duration.ZERO)) {
                return;
            }
        }
    }

    /** Whether there is something to wait for. */
    private boolean step(GameProfile.Step step, Deadline deadline) throws InterruptedException {
        if (step.signal().filter(name -> name.matches("(?i)(SIG)?KILL")).isPresent()) {
            kill();
            return true;
        }
        try {
            Duration limit = step.limit().isZero() ? ASK : step.limit();
            server.perform(step, deadline.atMost(limit));
            return true;
        } catch (ReconException e) {
            LOG.warn("A step to stop {} failed, the next one follows: {}", server.id(), e.getMessage());
            return false;
        }
    }

    private static Duration within(Duration limit, Deadline deadline) {
        Duration left = deadline.remaining();
        return left.compareTo(limit) < 0 ? left : limit;
    }
}
