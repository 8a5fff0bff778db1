// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.backup;

import io.reconsync.contract.config.ServerConfig;
import io.reconsync.contract.jobs.JobRun;
import io.reconsync.contract.servers.Server;
import io.reconsync.contract.values.Closing;

/** A server that is held still, by its owner's means, and that runs again afterwards if it ran before. */
final class Halt {
    private final Server server;
    private final JobRun run;
    private final boolean ran;
    private final AutoCloseable hold;

    private Halt(Server server, JobRun run, boolean ran, AutoCloseable hold) {
        this.server = server;
        this.run = run;
        this.ran = ran;
        this.hold = hold;
    }

    /** Stops the server through its owner; one that we only observe has to be stopped already. */
    static Halt of(Server server, JobRun run, boolean ran) throws InterruptedException {
        if (server.running() && !(server.config().control() instanceof ServerConfig.Control.Observe)) {
            run.step("stop", "stopping the server");
            boolean stopped = false;
            try {
                server.stop(true, run.deadline());
                stopped = true;
            } finally {
                if (!stopped) {
                    again(server, run, ran);
                }
            }
        }
        AutoCloseable hold = null;
        try {
            hold = server.holdStill("restore");
            return new Halt(server, run, ran, hold);
        } finally {
            if (hold == null) {
                again(server, run, ran);
            }
        }
    }

    /** Lets it be started, and starts it if it ran before. Not to be called while its world is in pieces. */
    void end() throws InterruptedException {
        Closing.quietly(hold);
        boolean interrupted = Thread.interrupted();
        try {
            again(server, run, ran);
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** Starts it if it ran before and does not run now. */
    static void again(Server server, JobRun run, boolean ran) throws InterruptedException {
        if (ran && !server.running()) {
            run.step("start", "starting the server again");
            server.start(io.reconsync.api.Deadline.after(java.time.Duration.ofMinutes(5)));
        }
    }
}
