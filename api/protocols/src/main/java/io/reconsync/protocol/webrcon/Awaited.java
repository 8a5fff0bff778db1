// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.protocol.webrcon;

import io.reconsync.api.Deadline;
import io.reconsync.api.ReconException;
import io.reconsync.protocol.net.Faults;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/** The reply that one command waits for. */
final class Awaited {
    private sealed interface Signal {}

    private record Reply(String text) implements Signal {}

    private record Line() implements Signal {}

    private record Failed(ReconException reason) implements Signal {}

    private final int identifier;
    private final BlockingQueue<Signal> signals = new LinkedBlockingQueue<>();
    private final AtomicBoolean line = new AtomicBoolean();
    private final AtomicBoolean done = new AtomicBoolean();

    Awaited(int identifier) {
        this.identifier = identifier;
    }

    int identifier() {
        return identifier;
    }

    void replied(String text) {
        if (done.compareAndSet(false, true)) {
            signals.add(new Reply(text));
        }
    }

    void lineSeen() {
        if (line.compareAndSet(false, true)) {
            signals.add(new Line());
        }
    }

    void failed(ReconException reason) {
        if (done.compareAndSet(false, true)) {
            signals.add(new Failed(reason));
        }
    }

    /**
     * The reply. Some commands have none and only show a console line: with one, {@code quiet} without a reply counts
     * as an empty reply.
     */
    String reply(Duration quiet, Deadline deadline, Faults faults) {
        Deadline enough = deadline.atMost(quiet);
        boolean lineSeen = false;
        while (true) {
            Signal signal = next(lineSeen ? enough : deadline, faults);
            if (signal instanceof Reply reply) {
                return reply.text();
            }
            if (signal instanceof Failed failed) {
                throw failed.reason();
            }
            if (signal instanceof Line) {
                lineSeen = true;
            } else if (lineSeen && !deadline.expired()) {
                return "";
            } else {
                throw faults.timeout("the reply to a command");
            }
        }
    }

    /** Whether anything at all came within {@code limit}. */
    boolean anything(Deadline limit, Faults faults) {
        Signal signal = next(limit, faults);
        if (signal instanceof Failed failed) {
            throw failed.reason();
        }
        return signal != null;
    }

    private Signal next(Deadline until, Faults faults) {
        try {
            return signals.poll(until.remaining().toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            throw faults.interrupted();
        }
    }
}
