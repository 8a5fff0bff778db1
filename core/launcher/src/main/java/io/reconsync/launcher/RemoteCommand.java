// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.launcher;

import io.reconsync.contract.commands.ExitCode;
import io.reconsync.contract.control.ControlMessage;
import java.io.IOException;
import java.io.PrintStream;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/** A command that the running instance carries out. */
final class RemoteCommand {
    private final ControlClient client;
    private final Screen screen;
    private final AtomicReference<String> job = new AtomicReference<>();

    RemoteCommand(ControlClient client, PrintStream out, PrintStream err) {
        this.client = client;
        this.screen = new Screen(out, err);
    }

    /** Runs it and shows what comes back; gives the exit code. */
    int run(String type, List<String> words, boolean person, int width) throws IOException {
        client.send(ControlMessage.of(type, "words", words, "person", person, "width", (long) width));
        while (true) {
            Optional<ControlMessage> next = client.receive();
            if (next.isEmpty()) {
                screen.error("The instance has ended before it answered. Start it again with `reconsync run`.");
                return ExitCode.FAILED;
            }
            ControlMessage message = next.get();
            switch (message.type()) {
                case "out" -> screen.out(message.text("text").orElse(""));
                case "err" -> screen.error(message.text("text").orElse(""));
                case "progress" -> screen.progress(message.text("text").orElse(""));
                case "job" -> job.set(message.text("id").orElse(null));
                case "file" -> screen.file(message);
                case "end" -> {
                    screen.progress("");
                    return (int) message.number("exit", ExitCode.FAILED);
                }
                default -> screen.error("The instance said something that this version does not understand.");
            }
        }
    }

    /** The job that is being waited for. */
    Optional<String> job() {
        return Optional.ofNullable(job.get());
    }
}
