// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.launcher;

import io.reconsync.contract.commands.ExitCode;
import io.reconsync.contract.control.ControlMessage;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import org.jline.terminal.Attributes;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;
import org.jline.utils.NonBlockingInputStream;
import org.slf4j.LoggerFactory;

/** The near end of {@code reconsync shell}: carries keys to the instance and its answer to the window. */
final class ShellClient {
    private final ControlClient client;
    private final PrintStream out;
    private final PrintStream err;

    ShellClient(ControlClient client, PrintStream out, PrintStream err) {
        this.client = client;
        this.out = out;
        this.err = err;
    }

    /** A person's session on the terminal of this process, until exit or the end of the input. */
    int interactive() throws IOException {
        try (Terminal terminal =
                TerminalBuilder.builder().name("reconsync").system(true).build()) {
            Attributes before = terminal.enterRawMode();
            try {
                Attributes raw = terminal.getAttributes();
                raw.setLocalFlag(Attributes.LocalFlag.ISIG, false);
                raw.setOutputFlag(Attributes.OutputFlag.OPOST, false);
                raw.setControlChar(Attributes.ControlChar.VMIN, 1);
                raw.setControlChar(Attributes.ControlChar.VTIME, 0);
                terminal.setAttributes(raw);
                client.send(ControlMessage.of(
                        "shell",
                        "person",
                        true,
                        "terminal",
                        terminal.getType(),
                        "width",
                        (long) terminal.getWidth(),
                        "height",
                        (long) terminal.getHeight()));
                terminal.handle(Terminal.Signal.WINCH, signal -> resized(terminal));
                carry(terminal.input());
                return show(terminal.output());
            } finally {
                terminal.setAttributes(before);
            }
        }
    }

    /** Lines from the input, without a terminal. */
    int script(InputStream lines) throws IOException {
        client.send(ControlMessage.of("shell", "person", false));
        carry(lines);
        return show(out);
    }

    private void resized(Terminal terminal) {
        try {
            client.send(ControlMessage.of(
                    "size", "width", (long) terminal.getWidth(), "height", (long) terminal.getHeight()));
        } catch (IOException e) {
            LoggerFactory.getLogger(ShellClient.class).debug("The instance has gone.", e);
        }
    }

    private void carry(InputStream keys) {
        Thread thread = new Thread(
                () -> {
                    try {
                        byte[] bytes = new byte[8192];
                        for (int n = read(keys, bytes); n >= 0; n = read(keys, bytes)) {
                            String data = Base64.getEncoder().encodeToString(Arrays.copyOf(bytes, n));
                            client.send(ControlMessage.of("in", "data", data));
                        }
                        client.send(ControlMessage.of("eof"));
                    } catch (IOException e) {
                        LoggerFactory.getLogger(ShellClient.class).debug("The instance has gone.", e);
                    }
                },
                "keys");
        thread.setDaemon(true);
        thread.start();
    }

    /** What is there, at least one byte; JLine's stream gives one at a time unless asked for more. */
    private static int read(InputStream keys, byte[] bytes) throws IOException {
        return keys instanceof NonBlockingInputStream terminal ? terminal.readBuffered(bytes) : keys.read(bytes);
    }

    private int show(java.io.OutputStream window) throws IOException {
        while (true) {
            Optional<ControlMessage> next = client.receive();
            if (next.isEmpty()) {
                err.print("\r\nreconsync: the instance has ended.\r\n");
                return ExitCode.FAILED;
            }
            ControlMessage message = next.get();
            switch (message.type()) {
                case "bytes" -> {
                    window.write(Base64.getDecoder().decode(message.text("data").orElse("")));
                    window.flush();
                }
                case "out" -> out.print(message.text("text").orElse(""));
                case "err" -> err.print(message.text("text").orElse("") + "\r\n");
                case "end" -> {
                    return (int) message.number("exit", ExitCode.FAILED);
                }
                default -> LoggerFactory.getLogger(ShellClient.class).debug("Not for a shell: {}", message.type());
            }
        }
    }
}
