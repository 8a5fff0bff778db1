// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.servers;

import io.reconsync.api.Deadline;
import io.reconsync.api.ErrorOwner;
import io.reconsync.api.ReconException;
import io.reconsync.contract.jobs.Job;
import io.reconsync.contract.jobs.JobHandler;
import io.reconsync.contract.jobs.JobRun;
import io.reconsync.contract.servers.ProcessChange;
import io.reconsync.contract.servers.Server;
import io.reconsync.contract.servers.Servers;
import io.reconsync.contract.values.Closing;
import io.reconsync.contract.values.DurationText;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the jobs about a server's process have in common. */
abstract class ServerJob implements JobHandler {
    private static final Logger LOG = LoggerFactory.getLogger(ServerJob.class);
    private static final Duration ASK = Duration.ofSeconds(2);
    private static final Duration FOR_EXIT = Duration.ofSeconds(3);

    private final String kind;
    private final Servers servers;

    ServerJob(String kind, Servers servers) {
        this.kind = kind;
        this.servers = servers;
    }

    @Override
    public final String kind() {
        return kind;
    }

    /** Who asked for a stop before a long pause does not mean the server that runs now. */
    @Override
    public final boolean onlySoon() {
        return true;
    }

    final Server server(JobRun run) {
        return servers.get(run.request().server().orElse(""));
    }

    /** Starts it and waits until it is ready; gives a sentence. */
    final String start(JobRun run, Server server) throws InterruptedException {
        if (server.running()) {
            return server.id() + " was running already.";
        }
        CompletableFuture<ProcessChange.Exited> exit = new CompletableFuture<>();
        AutoCloseable listening = servers.onProcess((about, change) -> {
            if (about.id().equals(server.id()) && change instanceof ProcessChange.Exited exited) {
                exit.complete(exited);
            }
        });
        AutoCloseable busy = server.busy("start");
        try {
            long begun = System.nanoTime();
            run.step("start", "Starts the process.");
            server.start(run.deadline());
            run.step("ready", "Waits until the game can be joined.");
            awaitReady(run, server, exit);
            return server.id() + " is ready after "
                    + DurationText.format(Duration.ofMillis((System.nanoTime() - begun) / 1_000_000)) + ".";
        } finally {
            close(busy);
            close(listening);
        }
    }

    private static void close(AutoCloseable what) {
        Closing.quietly(what).ifPresent(why -> LOG.warn("Something could not be closed: {}", why));
    }

    private static void awaitReady(JobRun run, Server server, CompletableFuture<ProcessChange.Exited> exit)
            throws InterruptedException {
        Duration grace = server.profile().process().grace();
        Deadline deadline = run.deadline().atMost(grace);
        while (!ready(server, deadline)) {
            run.check();
            if (exit.isDone() || !server.running()) {
                throw exited(server, exit);
            }
            if (deadline.expired()) {
                throw new ReconException(
                        "server-not-ready",
                        ErrorOwner.REMOTE,
                        "The process of " + server.id() + " runs, but "
                                + (marked(server)
                                        ? "its log did not show the ready marker"
                                        : "its query was not answered")
                                + " within " + DurationText.format(grace) + ".",
                        "Look at 'reconsync server tail " + server.id() + "'; it was left running.");
            }
            double done = 1 - (double) deadline.remaining().toMillis() / Math.max(1, grace.toMillis());
            run.progress(Math.min(0.99, done), "Waits until the game can be joined.");
            TimeUnit.MILLISECONDS.sleep(200);
        }
    }

    /** What says nothing in its log is ready when it answers. */
    private static boolean ready(Server server, Deadline deadline) {
        if (!server.ready()) {
            return false;
        }
        boolean asks = server.profile().query().isPresent()
                || server.config().query().kind().isPresent();
        if (marked(server) || !asks) {
            return true;
        }
        try {
            server.query(deadline.atMost(ASK));
            return true;
        } catch (ReconException e) {
            return e.code().equals("query-malformed") || e.code().equals("query-kind-unknown");
        }
    }

    private static boolean marked(Server server) {
        return server.profile().process().ready().isPresent()
                || server.profile().events().stream()
                        .anyMatch(pattern -> pattern.event().equals("ready"));
    }

    private static ReconException exited(Server server, CompletableFuture<ProcessChange.Exited> exit)
            throws InterruptedException {
        Optional<ProcessChange.Exited> known = Optional.empty();
        try {
            known = Optional.of(exit.get(FOR_EXIT.toMillis(), TimeUnit.MILLISECONDS));
        } catch (TimeoutException | ExecutionException e) {
            known = Optional.empty();
        }
        String code = known.flatMap(ProcessChange.Exited::exitCode)
                .map(value -> " with exit code " + value)
                .orElse("");
        String last = server.tail(1).stream()
                .findFirst()
                .map(line -> " Its last line was: " + line)
                .orElse("");
        return new ReconException(
                "server-start-failed",
                ErrorOwner.REMOTE,
                "The process of " + server.id() + " ended" + code + " before it was ready." + last,
                "Look at 'reconsync server tail " + server.id() + "' for what it says.");
    }

    /** Stops it; gives a sentence. */
    final String stop(JobRun run, Server server, boolean graceful) throws InterruptedException {
        if (!server.running()) {
            return server.id() + " was not running.";
        }
        AutoCloseable busy = server.busy("stop");
        try {
            long begun = System.nanoTime();
            run.step(graceful ? "stop" : "kill", graceful ? "Stops the game." : "Kills the game.");
            server.stop(graceful, run.deadline());
            return server.id() + (graceful ? " was stopped after " : " was killed after ")
                    + DurationText.format(Duration.ofMillis((System.nanoTime() - begun) / 1_000_000)) + ".";
        } finally {
            close(busy);
        }
    }

    /** The aim may have been reached all the same; else it is tried once more. */
    final Recovery again(boolean reached, String text) {
        return reached
                ? new Recovery(Job.State.SUCCEEDED, text)
                : new Recovery(Job.State.QUEUED, "Is done again because ReconSync ended while it ran.");
    }
}
