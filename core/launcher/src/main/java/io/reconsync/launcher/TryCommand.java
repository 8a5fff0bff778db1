// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.launcher;

import io.reconsync.contract.commands.ExitCode;
import io.reconsync.contract.control.WireJson;
import io.reconsync.contract.runtime.Home;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.slf4j.LoggerFactory;

/** {@code try}: everything in one process, with a server to play with; at its end that server is stopped too. */
final class TryCommand {
    private static final Duration START_LIMIT = Duration.ofMinutes(2);
    private static final Duration STOP_LIMIT = Duration.ofSeconds(90);

    private final CommandLine line;
    private final PrintStream out;
    private final PrintStream err;

    TryCommand(CommandLine line, PrintStream out, PrintStream err) {
        this.line = line;
        this.out = out;
        this.err = err;
    }

    int run() throws IOException, InterruptedException {
        Home home = line.home();
        Path outside = outside(home);
        Trial trial = Trial.read(line.program(), home, outside);
        boolean once = line.has("--once");
        int exit = ExitCode.OK;
        PrintStream told = line.has("--json") ? new PrintStream(OutputStream.nullOutputStream()) : out;
        try (LiveInstance live = LiveInstance.start(
                line.program(), line.role(), home, false, () -> trial.install(line.program(), home, outside))) {
            live.endOnSignal(STOP_LIMIT);
            live.framework().failures().forEach(sentence -> err.println("reconsync: " + sentence));
            Asking asking = new Asking(home);
            try {
                awaitReady(live.instance());
                if (once) {
                    Map<String, Object> result = new LinkedHashMap<>();
                    result.put("steps", new Journey(trial, asking, live.instance(), told).go());
                    result.put("proven", true);
                    if (line.has("--json")) {
                        out.println(WireJson.write(result));
                    }
                } else {
                    exit = play(live, trial, asking);
                }
            } finally {
                stopServer(asking, trial.server());
            }
        }
        return exit;
    }

    /** A folder of the trial that is no part of the home, the same each time. */
    private static Path outside(Home home) {
        String name = home.root().getFileName() == null
                ? "home"
                : home.root().getFileName().toString();
        return home.root().resolveSibling(name + ".try");
    }

    private void awaitReady(RunningInstance instance) throws InterruptedException {
        if (!instance.awaitReady(START_LIMIT)) {
            RunningInstance.End end = instance.end();
            if (!end.sentence().isEmpty()) {
                throw new Refusal(end.exit(), "not-ready", "ReconSync cannot run.", end.sentence());
            }
            throw new Refusal(
                    ExitCode.FAILED,
                    "not-ready",
                    "ReconSync is not ready after " + START_LIMIT.toSeconds() + " s.",
                    "The log is " + instance.home().logs() + "/reconsync.log.");
        }
    }

    private int play(LiveInstance live, Trial trial, Asking asking) throws InterruptedException {
        RunningInstance instance = live.instance();
        out.println("ReconSync " + instance.version() + " runs in "
                + instance.home().root());
        out.println("with the server " + trial.server() + ", a sandbox whose world lies in " + trial.world() + ".");
        out.println("Try: status, server, backup now " + trial.server() + ", backup list, why " + trial.server()
                + ", help.");
        if (Terminals.onInput() && Terminals.onOutput()) {
            out.println("Leave with exit or Ctrl-D: then everything stops, the sandbox too.");
            shellUntilStop(instance);
            return ExitCode.OK;
        }
        out.println("In another terminal: reconsync --home '" + instance.home().root()
                + "' shell. Ctrl-C stops everything, the sandbox too.");
        if (!Terminals.onInput()) {
            begin(new Journey(trial, asking, instance, new PrintStream(OutputStream.nullOutputStream())));
            return new PipedShell(instance, out, err).run(System.in);
        }
        instance.awaitStop();
        return ExitCode.OK;
    }

    /** A person sees when the server is there; lines that stand ready would come before it. */
    private void begin(Journey journey) throws InterruptedException {
        try {
            journey.begin();
        } catch (IOException | Refusal e) {
            err.println("reconsync: the server is not there for the lines that follow: " + e.getMessage());
        }
    }

    private void shellUntilStop(RunningInstance instance) throws InterruptedException {
        ControlClient client = ControlClient.connect(instance.home());
        Thread shell = new Thread(
                () -> {
                    try {
                        new ShellClient(client, out, err).interactive();
                    } catch (IOException e) {
                        LoggerFactory.getLogger(TryCommand.class).debug("The shell has ended.", e);
                    } finally {
                        instance.stop("the shell was left");
                    }
                },
                "shell");
        shell.setDaemon(true);
        shell.start();
        instance.awaitStop();
        try {
            client.close();
        } catch (IOException e) {
            LoggerFactory.getLogger(TryCommand.class).debug("The shell has ended.", e);
        }
        shell.join(Duration.ofSeconds(2).toMillis());
    }

    private void stopServer(Asking asking, String server) {
        try {
            Asking.Answer answer = asking.ask("server", "stop", server, "--wait");
            if (answer.exit() != ExitCode.OK) {
                err.println("reconsync: the server " + server + " was not stopped: " + answer.sentence());
            }
        } catch (IOException | Refusal e) {
            err.println("reconsync: the server " + server + " could not be told to stop: " + e.getMessage());
        }
    }
}
