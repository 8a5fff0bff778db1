// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.shell;

import io.reconsync.api.command.Reply;
import io.reconsync.contract.control.ControlFrame;
import io.reconsync.contract.control.ControlMessage;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sends what is to be shown to a client. A client that has gone is told nothing more. Thread-safe. */
final class SocketDisplay implements Display {
    private static final int PIECE = 1 << 20;

    private final Logger log = LoggerFactory.getLogger(SocketDisplay.class);
    private final OutputStream out;
    private boolean person;
    private int width;
    private boolean ended;

    SocketDisplay(OutputStream out) {
        this.out = out;
    }

    synchronized void client(boolean person, int width) {
        this.person = person;
        this.width = Math.max(0, Math.min(width, 1000));
    }

    @Override
    public synchronized int width() {
        return width;
    }

    @Override
    public synchronized boolean person() {
        return person;
    }

    @Override
    public void out(String text) {
        for (int at = 0; at < text.length(); at += PIECE) {
            send(ControlMessage.of("out", "text", text.substring(at, Math.min(text.length(), at + PIECE))));
        }
    }

    @Override
    public void error(String text) {
        send(ControlMessage.of("err", "text", text));
    }

    @Override
    public void progress(String text) {
        if (person()) {
            send(ControlMessage.of("progress", "text", text));
        }
    }

    @Override
    public void job(String id) {
        send(ControlMessage.of("job", "id", id));
    }

    @Override
    public void file(Reply.File file) {
        byte[] content = file.content();
        int at = 0;
        do {
            int end = Math.min(content.length, at + PIECE);
            String piece = Base64.getEncoder().encodeToString(Arrays.copyOfRange(content, at, end));
            send(ControlMessage.of("file", "name", file.name(), "data", piece, "last", end == content.length));
            at = end;
        } while (at < content.length);
    }

    void words(List<String> words) {
        send(ControlMessage.of("words", "words", words));
    }

    /** Bytes for the client's terminal. */
    void bytes(byte[] bytes) {
        send(ControlMessage.of("bytes", "data", Base64.getEncoder().encodeToString(bytes)));
    }

    void end(int exit) {
        send(ControlMessage.of("end", "exit", (long) exit));
    }

    private synchronized void send(ControlMessage message) {
        if (ended) {
            return;
        }
        ended = message.type().equals("end");
        try {
            ControlFrame.write(out, message.json());
        } catch (IOException e) {
            ended = true;
            log.debug("A client went away.", e);
        }
    }
}
