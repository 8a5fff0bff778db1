// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.installer;

import io.reconsync.api.Deadline;
import io.reconsync.contract.host.DrainParticipant;
import io.reconsync.contract.host.GuardControl;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes everybody let go of a plugin before it is replaced or removed. */
final class Drain {
    static final Duration LIMIT = Duration.ofSeconds(30);

    private static final Logger LOG = LoggerFactory.getLogger(Drain.class);
    private static final long PAUSE_MILLIS = 10;

    private final Supplier<List<DrainParticipant>> participants;
    private final GuardControl guard;
    private final Bounded bounded;

    Drain(Supplier<List<DrainParticipant>> participants, GuardControl guard, Bounded bounded) {
        this.participants = participants;
        this.guard = guard;
        this.bounded = bounded;
    }

    /** Returns when nothing uses the plugin any more, or the time is over: then what is left is interrupted. */
    void begin(String plugin) throws InterruptedException {
        Deadline deadline = Deadline.after(LIMIT);
        for (DrainParticipant participant : participants.get()) {
            ask(plugin, participant, deadline);
        }
        guard.close(plugin);
        while (guard.running(plugin) > 0 && !deadline.expired()) {
            TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
        }
        if (guard.running(plugin) > 0) {
            LOG.warn("{} calls into the plugin {} are cut off: they did not end.", guard.running(plugin), plugin);
        }
    }

    private void ask(String plugin, DrainParticipant participant, Deadline deadline) throws InterruptedException {
        try {
            bounded.run("installer-drain-" + plugin, deadline.atMost(LIMIT), () -> {
                participant.drain(plugin, deadline);
                return null;
            });
        } catch (TimeoutException e) {
            LOG.warn("{} did not let go of the plugin {} in time.", participant, plugin);
        } catch (ExecutionException e) {
            LOG.error("{} failed to let go of the plugin {}.", participant, plugin, e.getCause());
        }
    }

    /** The plugin is back, or is gone for good. */
    void end(String plugin) throws InterruptedException {
        Deadline deadline = Deadline.after(LIMIT);
        for (DrainParticipant participant : participants.get()) {
            try {
                bounded.run("installer-resume-" + plugin, deadline, () -> {
                    participant.resume(plugin);
                    return null;
                });
            } catch (TimeoutException | ExecutionException e) {
                LOG.error("{} failed to take up the plugin {} again.", participant, plugin, e);
            }
        }
    }
}
