// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.launcher;

import java.io.IOException;
import java.io.PrintStream;
import java.util.List;

/** The words that need no running instance; everything else goes to one. */
final class LocalCommands {
    private final CommandLine line;
    private final PrintStream out;
    private final PrintStream err;

    LocalCommands(CommandLine line, PrintStream out, PrintStream err) {
        this.line = line;
        this.out = out;
        this.err = err;
    }

    int run() throws IOException, InterruptedException {
        return switch (line.command()) {
            case "run" -> runHere();
            default -> remote("run", line.words());
        };
    }

    private int runHere() throws InterruptedException {
        try (LiveInstance live = LiveInstance.start(line.program(), line.role(), line.home(), true)) {
            live.endOnSignal();
            live.instance().awaitStop();
        }
        return 0;
    }

    private int remote(String type, List<String> words) throws IOException {
        try (ControlClient client = ControlClient.connect(line.home())) {
            boolean person = Terminals.onOutput();
            return new RemoteCommand(client, out, err).run(type, words, person, person ? Terminals.width() : 0);
        }
    }
}
