// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.shell;

import io.reconsync.api.command.Reply;
import io.reconsync.contract.control.ControlFrame;
import io.reconsync.contract.control.ControlMessage;
import io.reconsync.contract.control.SocketStreams;
import io.reconsync.contract.values.Closing;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends what is to be shown to a client. A client that has gone is told nothing more. A thread of its own writes, since
 * an interrupt, Ctrl-C for example, closes a channel on which the interrupted thread writes. Thread-safe.
 */
final class SocketDisplay implements Display {
    private static final int PIECE = 1 << 20;
    private static final int WAITING = 64;
    private static final Duration LAST_WORDS = Duration.ofSeconds(5);

    private final Logger log = LoggerFactory.getLogger(SocketDisplay.class);
    private final SocketChannel channel;
    private final OutputStream out;
    private final BlockingQueue<String> frames = new ArrayBlockingQueue<>(WAITING);
    private final CountDownLatch left = new CountDownLatch(1);
    private volatile boolean gone;
    private volatile String lastFrame = "";
    private boolean person;
    private int width;
    private boolean ended;

    SocketDisplay(SocketChannel channel) {
        this.channel = channel;
        this.out = SocketStreams.out(channel);
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

    /** The last message; the connection is closed behind it. */
    void end(int exit) {
        send(ControlMessage.of("end", "exit", (long) exit));
    }

    private void send(ControlMessage message) {
        String json = message.json();
        synchronized (this) {
            if (ended) {
                return;
            }
            ended = message.type().equals("end");
            if (ended) {
                lastFrame = json;
            }
        }
        boolean interrupted = false;
        boolean taken = false;
        while (!gone && !taken) {
            try {
                taken = frames.offer(json, 200, TimeUnit.MILLISECONDS);
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** Writes what is sent until the end; run by a thread that nobody interrupts. */
    void write() {
        try {
            while (!gone) {
                String json = frames.take();
                if (!gone) {
                    ControlFrame.write(out, json);
                }
                // An empty queue says nothing: the last frame is announced before it is queued.
                if (json.equals(lastFrame)) {
                    // Closing over unread input would reset the connection and take the last words with it.
                    channel.shutdownOutput();
                    left.await(LAST_WORDS.toMillis(), TimeUnit.MILLISECONDS);
                    gone = true;
                }
            }
        } catch (IOException e) {
            log.debug("A client went away.", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            gone = true;
            Closing.quietly(channel);
        }
    }

    /** Whether the last message was sent. */
    synchronized boolean ended() {
        return ended;
    }

    /** The client has left: forgets what is still to be sent. */
    void close() {
        gone = true;
        left.countDown();
        frames.clear();
        frames.offer("");
    }
}
