// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.launcher;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import io.reconsync.contract.runtime.LogControl;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** The newest entries, at most {@value #SIZE}, and whoever follows them. */
final class LogRing extends AppenderBase<ILoggingEvent> {
    static final int SIZE = 2000;
    private static final int LONGEST = 8192;

    private final LogLines lines;
    private final Deque<LogControl.Entry> entries = new ArrayDeque<>();
    private final List<Consumer<LogControl.Entry>> followers = new CopyOnWriteArrayList<>();

    LogRing(LogLines lines) {
        this.lines = lines;
    }

    @Override
    protected void append(ILoggingEvent event) {
        String text = lines.text(event);
        LogControl.Entry entry = new LogControl.Entry(
                Instant.ofEpochMilli(event.getTimeStamp()),
                event.getLevel().toString(),
                event.getLoggerName(),
                text.length() > LONGEST ? text.substring(0, LONGEST) + " …" : text);
        synchronized (entries) {
            if (entries.size() == SIZE) {
                entries.removeFirst();
            }
            entries.addLast(entry);
        }
        followers.forEach(follower -> follower.accept(entry));
    }

    /** The last {@code count} of at least this level, oldest first. */
    List<LogControl.Entry> tail(int count, Level least) {
        List<LogControl.Entry> tail = new ArrayList<>();
        synchronized (entries) {
            var newest = entries.descendingIterator();
            while (newest.hasNext() && tail.size() < count) {
                LogControl.Entry entry = newest.next();
                if (Level.toLevel(entry.level()).isGreaterOrEqual(least)) {
                    tail.add(entry);
                }
            }
        }
        Collections.reverse(tail);
        return tail;
    }

    AutoCloseable follow(Consumer<LogControl.Entry> listener) {
        followers.add(listener);
        return () -> followers.remove(listener);
    }
}
