// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.protocol.line;

import io.reconsync.api.Deadline;
import io.reconsync.api.ReconException;
import io.reconsync.protocol.net.Faults;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** Collects the lines of one reply until something says that it is complete. */
final class LineReply {
    private static final int MOST_CHARACTERS = 1 << 20;

    private record Part(String line, ReconException failure) {}

    private final LineOptions options;
    private final Faults faults;
    private final String nonce;
    private final BlockingQueue<Part> parts = new LinkedBlockingQueue<>();

    LineReply(LineOptions options, Faults faults, String nonce) {
        this.options = options;
        this.faults = faults;
        this.nonce = nonce;
    }

    void line(String line) {
        parts.add(new Part(line, null));
    }

    void failed(ReconException reason) {
        parts.add(new Part(null, reason));
    }

    /** Waits for the sentinel's answer, else for the terminator, else for silence. */
    String complete(Deadline deadline) {
        boolean marked = options.sentinel().isPresent();
        StringBuilder text = new StringBuilder();
        Deadline wait = marked ? deadline : deadline.atMost(options.idle());
        while (true) {
            Part part = next(wait);
            if (part == null) {
                if (marked || deadline.expired()) {
                    throw faults.timeout("the end of the reply to a command");
                }
                return text.toString();
            }
            if (part.failure() != null) {
                throw part.failure();
            }
            if (marked && part.line().contains(options.sentinelReply().replace(LineOptions.NONCE, nonce))) {
                return text.toString();
            }
            text.append(part.line()).append('\n');
            if (text.length() > MOST_CHARACTERS) {
                throw faults.malformed("the reply is longer than 1 MiB");
            }
            if (!marked) {
                if (options.terminator().isPresent()
                        && options.terminator().get().matches(part.line())) {
                    return text.toString();
                }
                wait = deadline.atMost(options.idle());
            }
        }
    }

    private Part next(Deadline until) {
        try {
            return parts.poll(until.remaining().toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            throw faults.interrupted();
        }
    }
}
