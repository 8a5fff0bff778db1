// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.launcher;

import io.reconsync.contract.commands.ExitCode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.io.SequenceInputStream;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.LoggerFactory;

/**
 * Carries out the lines of an input that is no terminal, as {@code sh} would, and ends the instance with them. An input
 * without a single line, as a service has one, ends nothing.
 */
final class PipedShell {
    private final RunningInstance instance;
    private final PrintStream out;
    private final PrintStream err;

    PipedShell(RunningInstance instance, PrintStream out, PrintStream err) {
        this.instance = instance;
        this.out = out;
        this.err = err;
    }

    /** Waits for the end of the instance; gives the exit code of the last line. */
    int run(InputStream lines) throws InterruptedException {
        AtomicInteger exit = new AtomicInteger(ExitCode.OK);
        Thread shell = new Thread(() -> carryOut(lines, exit), "piped-shell");
        shell.setDaemon(true);
        shell.start();
        instance.awaitStop();
        return exit.get();
    }

    private void carryOut(InputStream lines, AtomicInteger exit) {
        try {
            int first = lines.read();
            if (first < 0) {
                return;
            }
            InputStream all = new SequenceInputStream(new ByteArrayInputStream(new byte[] {(byte) first}), lines);
            try (ControlClient client = ControlClient.connect(instance.home())) {
                exit.set(new ShellClient(client, out, err).script(all));
            }
        } catch (IOException | Refusal e) {
            LoggerFactory.getLogger(PipedShell.class).warn("The lines of the input could not be carried out.", e);
            exit.set(ExitCode.FAILED);
        }
        instance.stop("the lines of the input are done");
    }
}
