// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.protocol.line;

import io.reconsync.api.Deadline;
import io.reconsync.api.ReconException;
import io.reconsync.api.game.ConsoleSession;
import io.reconsync.protocol.net.CommandText;
import io.reconsync.protocol.net.Faults;
import io.reconsync.protocol.net.KeepAlive;
import io.reconsync.protocol.net.StreamWire;
import io.reconsync.protocol.net.Turns;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;

/** One open line console. A daemon thread reads, because the server streams its log whether anybody asks or not. */
final class LineSession implements ConsoleSession {
    private static final int MOST_COMMAND_BYTES = 4096;
    private static final Duration BREATH = Duration.ofMinutes(1);

    private final StreamWire wire;
    private final LineFeed feed;
    private final Faults faults;
    private final LineOptions options;
    private final Turns turns;
    private final Consumer<LineSession> whenClosed;
    private final KeepAlive keepAlive;
    private volatile LineReply awaited;
    private volatile String lastNonce = "";
    private volatile Consumer<String> listener = line -> {};
    private volatile ReconException ended;
    private volatile long lastUse = System.nanoTime();

    LineSession(StreamWire wire, LineFeed feed, Faults faults, LineOptions options, Consumer<LineSession> whenClosed) {
        this.wire = wire;
        this.feed = feed;
        this.faults = faults;
        this.options = options;
        this.turns = new Turns(faults);
        this.whenClosed = whenClosed;
        this.keepAlive =
                KeepAlive.of(options.all(), this, () -> lastUse, faults.at().toString());
    }

    void start() {
        Thread reader = new Thread(this::read, "reconsync-console-" + faults.at());
        reader.setDaemon(true);
        reader.start();
    }

    private void read() {
        byte[] buffer = new byte[8192];
        try {
            while (ended == null) {
                int count = wire.read(buffer, 0, buffer.length, BREATH);
                if (count < 0) {
                    break;
                }
                feed.take(buffer, count, this::route);
            }
        } finally {
            end(faults.closed("on its own"));
            close();
        }
    }

    private void route(String line) {
        if (!lastNonce.isEmpty() && line.contains(lastNonce)) {
            LineReply waiting = awaited;
            if (waiting != null && !isLog(line)) {
                waiting.line(line);
            }
            return;
        }
        LineReply waiting = awaited;
        if (waiting == null || isLog(line)) {
            listener.accept(line);
        } else {
            waiting.line(line);
        }
    }

    private boolean isLog(String line) {
        return options.logLine().isPresent() && options.logLine().get().matches(line);
    }

    @Override
    public String send(String command, Deadline deadline) {
        CommandText.bytes(command, MOST_COMMAND_BYTES);
        return turns.take(deadline, () -> exchange(command, deadline));
    }

    private String exchange(String command, Deadline deadline) {
        String nonce = Long.toUnsignedString(ThreadLocalRandom.current().nextLong(), 36);
        boolean done = false;
        try {
            LineReply reply = new LineReply(options, faults, nonce);
            lastNonce = options.sentinel().isPresent() ? nonce : "";
            awaited = reply;
            if (ended != null) {
                throw ended;
            }
            String marker = options.sentinel()
                    .map(text -> text.replace(LineOptions.NONCE, nonce) + options.lineEnd())
                    .orElse("");
            wire.write((command + options.lineEnd() + marker).getBytes(StandardCharsets.UTF_8), deadline);
            String text = reply.complete(deadline);
            done = true;
            return text;
        } finally {
            awaited = null;
            lastUse = System.nanoTime();
            if (!done) {
                close();
            }
        }
    }

    private void end(ReconException reason) {
        if (ended == null) {
            ended = reason;
        }
        LineReply waiting = awaited;
        if (waiting != null) {
            waiting.failed(ended);
        }
    }

    @Override
    public void onLine(Consumer<String> listener) {
        this.listener = listener;
    }

    @Override
    public boolean isOpen() {
        return ended == null;
    }

    @Override
    public void close() {
        end(faults.closed("because this session was closed"));
        keepAlive.close();
        wire.close();
        whenClosed.accept(this);
    }
}
