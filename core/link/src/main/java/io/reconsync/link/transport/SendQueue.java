// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.link.transport;

import java.util.ArrayDeque;
import java.util.Deque;

/** Texts on their way to a wire that takes one at a time. Thread-safe; never blocks. */
final class SendQueue {
    private final Wire wire;
    private final Deque<String> texts = new ArrayDeque<>();
    private long waiting;
    private boolean busy;
    private boolean closed;
    private Runnable last;

    /** Takes one text and says when it can take the next. */
    @FunctionalInterface
    interface Wire {
        void send(String text, Runnable sent);
    }

    SendQueue(Wire wire) {
        this.wire = wire;
    }

    /** Adds a text; false when the queue is closed or too much waits, so that the other side must be too slow. */
    boolean offer(String text) {
        synchronized (this) {
            if (closed || waiting + text.length() > Channel.MOST_WAITING) {
                return false;
            }
            waiting += text.length();
            texts.addLast(text);
            if (busy) {
                return true;
            }
            busy = true;
        }
        next();
        return true;
    }

    private void next() {
        String text;
        synchronized (this) {
            text = texts.pollFirst();
            if (text == null) {
                busy = false;
            }
        }
        if (text == null) {
            finished();
            return;
        }
        wire.send(text, () -> {
            synchronized (this) {
                waiting -= text.length();
            }
            next();
        });
    }

    /** Takes no more, and runs this when the rest is out. */
    void finish(Runnable then) {
        synchronized (this) {
            closed = true;
            last = then;
            if (busy) {
                return;
            }
        }
        finished();
    }

    private void finished() {
        Runnable then;
        synchronized (this) {
            then = last;
            last = null;
        }
        if (then != null) {
            then.run();
        }
    }

    /** Takes no more and drops what waits. */
    synchronized void close() {
        closed = true;
        texts.clear();
    }
}
