// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.shell;

import io.reconsync.contract.control.ControlMessage;
import io.reconsync.contract.values.Closing;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import org.jline.terminal.Size;
import org.jline.terminal.Terminal;
import org.jline.terminal.impl.ExternalTerminal;

/** The terminal of a client, as messages: {@code in} (data), {@code size} (width, height), {@code eof}. */
final class RemoteTerminal implements AutoCloseable {
    private final String type;
    private final boolean person;
    private final Size size;
    private final SocketDisplay display;
    private final PipedInputStream typed = new PipedInputStream(64 << 10);
    private final PipedOutputStream keyboard;
    private final ExternalTerminal terminal;
    private volatile boolean closed;

    RemoteTerminal(ControlMessage first, SocketDisplay display) throws IOException {
        this.type = first.text("terminal")
                .filter(name -> name.matches("[a-zA-Z0-9._+-]{1,40}"))
                .orElse("dumb");
        this.person = first.flag("person");
        this.size = size(first);
        this.display = display;
        this.keyboard = new PipedOutputStream(typed);
        this.terminal =
                person ? new ExternalTerminal("reconsync", type, typed, screen(), StandardCharsets.UTF_8) : null;
        if (terminal != null) {
            terminal.setSize(size);
        }
    }

    /** The window; what no window has, such as the 0 of one that does not say, becomes 80 by 24. */
    private static Size size(ControlMessage message) {
        return new Size(within(message.number("width", 0), 80), within(message.number("height", 0), 24));
    }

    private static int within(long cells, int otherwise) {
        return cells < 1 || cells > 2000 ? otherwise : (int) cells;
    }

    /** Whether a person types; then there is a {@link #terminal}, else lines come through {@link #typed}. */
    boolean person() {
        return person;
    }

    Terminal terminal() {
        return terminal;
    }

    PipedInputStream typed() {
        return typed;
    }

    SocketDisplay display() {
        return display;
    }

    /** What is written goes to the client with the next flush. */
    OutputStream screen() {
        return new BufferedOutputStream(new OutputStream() {
            @Override
            public void write(int b) {
                display.bytes(new byte[] {(byte) b});
            }

            @Override
            public void write(byte[] bytes, int offset, int length) {
                display.bytes(Arrays.copyOfRange(bytes, offset, offset + length));
            }
        });
    }

    /** Takes what the client sent. */
    void message(ControlMessage message) throws IOException {
        switch (message.type()) {
            case "in" -> {
                keyboard.write(bytes(message));
                keyboard.flush();
            }
            case "size" -> {
                if (terminal != null) {
                    terminal.setSize(size(message));
                    terminal.raise(Terminal.Signal.WINCH);
                }
            }
            case "eof" -> keyboard.close();
            default -> display.error("There is no message '" + ReplyText.visible(message.type(), false) + "'.");
        }
    }

    private static byte[] bytes(ControlMessage message) throws IOException {
        try {
            return Base64.getDecoder().decode(message.text("data").orElse(""));
        } catch (IllegalArgumentException e) {
            throw new IOException("What was typed is not Base64.", e);
        }
    }

    /** Whether the client has left. */
    boolean closed() {
        return closed;
    }

    @Override
    public void close() {
        closed = true;
        Closing.quietly(keyboard);
        if (terminal != null) {
            Closing.quietly(terminal);
        }
    }
}
