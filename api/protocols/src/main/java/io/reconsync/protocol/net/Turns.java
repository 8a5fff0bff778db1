// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.protocol.net;

import io.reconsync.api.Deadline;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/** One command at a time: the others wait in order, each no longer than its deadline. */
public final class Turns {
    private final ReentrantLock lock = new ReentrantLock(true);
    private final Faults faults;

    public Turns(Faults faults) {
        this.faults = faults;
    }

    /**
     * Runs {@code call} when it is its turn.
     *
     * @throws io.reconsync.api.ReconException {@code console-timeout} when the turn does not come in time: the
     *     connection is still good then; {@code interrupted}
     */
    public <T> T take(Deadline deadline, Supplier<T> call) {
        try {
            if (!lock.tryLock(deadline.remaining().toNanos(), TimeUnit.NANOSECONDS)) {
                throw faults.timeout("the end of the command before this one");
            }
        } catch (InterruptedException e) {
            throw faults.interrupted();
        }
        try {
            return call.get();
        } finally {
            lock.unlock();
        }
    }
}
