// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.host;

import io.reconsync.api.Deadline;
import io.reconsync.api.ReconException;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;

/** The caller's side of one call: finds room, waits, gives up. Used once. */
final class GuardedCall<R> {
    private static final long MILLIS_TO_END_AFTER_INTERRUPT = 5_000;

    private final Gate gate;
    private final Generation generation;
    private final String what;
    private final Duration tolerance;
    private final AtomicBoolean left = new AtomicBoolean();
    private boolean nested;

    GuardedCall(Gate gate, Generation generation, String what, Duration tolerance) {
        this.gate = gate;
        this.generation = generation;
        this.what = what;
        this.tolerance = tolerance;
    }

    R run(Deadline deadline, ClassLoader loader, Callable<R> body) {
        nested = generation.isWorker();
        CallTask<R> task = new CallTask<>(gate.masked(), what, loader, body, this::leave);
        try {
            if (!nested && !generation.enter(deadline.remaining().toMillis())) {
                throw PluginText.busy(gate.plugin(), what);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw PluginText.interrupted(gate.plugin(), what);
        }
        start(task);
        try {
            return await(task, deadline);
        } catch (InterruptedException e) {
            giveUp(task);
            Thread.currentThread().interrupt();
            throw PluginText.interrupted(gate.plugin(), what);
        } finally {
            generation.ended(task);
        }
    }

    private void start(CallTask<R> task) {
        try {
            generation.start(task, what);
        } catch (ReconException e) {
            leave();
            throw e;
        }
    }

    private R await(CallTask<R> task, Deadline deadline) throws InterruptedException {
        try {
            return task.result().get(deadline.remaining().plus(tolerance).toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            throw (ReconException) e.getCause();
        } catch (TimeoutException e) {
            ReconException hung = PluginText.hung(gate.plugin(), what);
            if (task.result().completeExceptionally(hung)) {
                abandon(task);
                throw hung;
            }
            return await(task, deadline);
        }
    }

    private void giveUp(CallTask<R> task) {
        task.interrupt();
        try {
            if (!task.awaitEnd(MILLIS_TO_END_AFTER_INTERRUPT)) {
                abandon(task);
            }
        } catch (InterruptedException e) {
            abandon(task);
        }
    }

    private void abandon(CallTask<R> task) {
        task.interrupt();
        leave();
        gate.abandoned(what);
    }

    private void leave() {
        if (!nested && left.compareAndSet(false, true)) {
            generation.leave();
        }
    }
}
