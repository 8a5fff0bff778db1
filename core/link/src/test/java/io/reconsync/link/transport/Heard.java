// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.link.transport;

import io.reconsync.link.Eventually;
import java.util.ArrayList;
import java.util.List;

/** A receiver that keeps what it hears; it asks for the next text at once, or only when told. */
final class Heard implements Receiver {
    private final boolean greedy;
    private final List<String> texts = new ArrayList<>();
    private final List<Runnable> asked = new ArrayList<>();
    private final List<String> ends = new ArrayList<>();
    private Channel channel;

    Heard(boolean greedy) {
        this.greedy = greedy;
    }

    @Override
    public synchronized void opened(Channel opened) {
        if (channel != null || !ends.isEmpty()) {
            throw new AssertionError("opened twice, or after the end");
        }
        channel = opened;
    }

    @Override
    public void text(String text, Runnable next) {
        synchronized (this) {
            if (channel == null || !ends.isEmpty()) {
                throw new AssertionError("a text before the beginning or after the end");
            }
            texts.add(text);
            if (!greedy) {
                asked.add(next);
            }
        }
        if (greedy) {
            next.run();
        }
    }

    @Override
    public synchronized void closed(String why) {
        ends.add(why);
    }

    /** Lets one more text come. */
    void more() {
        Runnable next;
        synchronized (this) {
            next = asked.remove(0);
        }
        next.run();
    }

    synchronized List<String> texts() {
        return List.copyOf(texts);
    }

    synchronized List<String> ends() {
        return List.copyOf(ends);
    }

    private synchronized Channel known() {
        return channel;
    }

    Channel channel() {
        Eventually.holds(() -> "not open", () -> known() != null);
        return known();
    }

    void awaitTexts(int count) {
        Eventually.holds(() -> texts().size() + " of " + count + ", " + ends(), () -> texts().size() >= count);
    }

    String awaitEnd() {
        Eventually.holds(() -> "no end", () -> !ends().isEmpty());
        return ends().get(0);
    }
}
