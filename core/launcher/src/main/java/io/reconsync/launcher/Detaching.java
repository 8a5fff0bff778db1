// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.launcher;

import io.reconsync.contract.commands.ExitCode;
import java.io.IOException;
import java.io.PrintStream;

/** Ctrl-C while a command waits: the waiting ends, a job goes on, and its id is said. */
final class Detaching {
    private static final int INTERRUPTED = 130;

    private final RemoteCommand command;
    private final PrintStream err;

    Detaching(RemoteCommand command, PrintStream err) {
        this.command = command;
        this.err = err;
    }

    int run(Work work) throws IOException {
        Thread hook = new Thread(this::detach, "detach");
        Runtime.getRuntime().addShutdownHook(hook);
        int exit = work.run();
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // The interrupt came in this very moment; the hook has the last word.
            return exit;
        }
        return exit;
    }

    private void detach() {
        String job = command.job().orElse("");
        if (job.isEmpty()) {
            Runtime.getRuntime().halt(INTERRUPTED);
        }
        err.println();
        err.println(
                "Job " + job + " goes on. See `reconsync jobs`, or end it with `reconsync jobs cancel " + job + "`.");
        Runtime.getRuntime().halt(ExitCode.DETACHED);
    }

    /** What waits. */
    @FunctionalInterface
    interface Work {
        /** Gives the exit code. */
        int run() throws IOException;
    }
}
