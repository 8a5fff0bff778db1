// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.servers.process;

import io.reconsync.api.Deadline;
import io.reconsync.api.ErrorOwner;
import io.reconsync.api.ReconException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** Sends signals to processes. */
public final class Signals {
    private static final Pattern NAME = Pattern.compile("[A-Z][A-Z0-9+-]{1,9}");

    private Signals() {}

    /**
     * Sends a signal by name, with or without {@code SIG}.
     *
     * @throws ReconException code {@code signal-failed}
     */
    public static void send(ProcessHandle to, String signal) throws InterruptedException {
        String upper = signal.strip().toUpperCase(Locale.ROOT);
        String name = upper.startsWith("SIG") ? upper.substring(3) : upper;
        if (!NAME.matcher(name).matches()) {
            throw failed(to, name, "there is no such signal", ErrorOwner.USER);
        }
        if (name.equals("KILL")) {
            to.destroyForcibly();
        } else if (name.equals("TERM")) {
            to.destroy();
        } else {
            Path kill = Tool.find("kill");
            if (kill == null) {
                throw failed(to, name, "there is no kill program here", ErrorOwner.HOST);
            }
            Tool.Ended ended = Tool.run(
                    List.of(kill.toString(), "-s", name, Long.toString(to.pid())),
                    Deadline.after(Duration.ofSeconds(10)));
            if (ended.exit() != 0 && to.isAlive()) {
                throw failed(to, name, ended.firstLine(), ErrorOwner.HOST);
            }
        }
    }

    private static ReconException failed(ProcessHandle to, String name, String why, ErrorOwner owner) {
        return new ReconException(
                "signal-failed",
                owner,
                "The signal " + name + " could not be sent to process " + to.pid() + ": " + why + ".",
                "Run ReconSync as the user that the game runs as, and use INT, TERM or KILL.");
    }
}
