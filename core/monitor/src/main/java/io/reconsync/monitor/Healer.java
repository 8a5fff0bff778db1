// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.monitor;

import io.reconsync.api.ReconException;
import io.reconsync.api.command.Actor;
import io.reconsync.api.command.Surface;
import io.reconsync.api.command.Tier;
import io.reconsync.contract.jobs.Job;
import io.reconsync.contract.jobs.JobRequest;
import io.reconsync.contract.jobs.Jobs;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Restarts as jobs. Thread-safe. */
final class Healer {
    /** Kinds of jobs that end a process on request. */
    static final Set<String> STOPPING =
            Set.of("server-stop", "server-kill", "server-restart", "restore", "restore-undo");

    private static final Logger LOG = LoggerFactory.getLogger(Healer.class);
    private static final Actor ACTOR = new Actor("monitor", Tier.ADMIN, Surface.ALERT);

    private final Jobs jobs;
    /** Servers whose kill was asked for and is not over: noted first, since it may be over before we know its id. */
    private final Set<String> kills = ConcurrentHashMap.newKeySet();

    Healer(Jobs jobs) {
        this.jobs = jobs;
    }

    void start(String server, String reason) {
        submit("server-start", server, Map.of("reason", reason), false);
    }

    /** The lane may be taken by a job that waits for the hung server: the kill goes past it. */
    void revive(String server, String reason) {
        kills.add(server);
        if (submit("server-kill", server, Map.of("reason", reason), true).isEmpty()) {
            kills.remove(server);
        }
    }

    /** After the kill: a copy of the files as they are, then the start, in the server's lane. */
    void changed(Job job) {
        String server = job.request().server().orElse("");
        boolean ours = job.request().key().equals(Optional.of(key("server-kill", server)));
        if (!job.state().isOver() || !ours || !kills.remove(server)) {
            return;
        }
        if (job.state() == Job.State.SUCCEEDED) {
            submit("backup", server, Map.of("label", "after a hang", "reason", "hang"), false);
            start(server, "it hung");
        } else {
            LOG.warn("The hung server {} could not be killed: {}", server, job.text());
        }
    }

    private static String key(String kind, String server) {
        return "monitor " + kind + " " + server;
    }

    private Optional<Job> submit(String kind, String server, Map<String, String> arguments, boolean urgent) {
        try {
            return Optional.of(jobs.submit(new JobRequest(
                    kind,
                    Optional.of(server),
                    arguments,
                    ACTOR,
                    Duration.ofHours(1),
                    urgent,
                    Optional.of(key(kind, server)))));
        } catch (ReconException e) {
            LOG.warn("The job {} for {} was not taken: {}", kind, server, e.sentence());
            return Optional.empty();
        }
    }
}
