// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.testkit.conformance;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.reconsync.api.ReconException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.function.Executable;

/** Judgements that several suites share. */
final class Within {
    private Within() {}

    /** The error that a call must give: a complete ReconException. */
    static ReconException refused(Executable call) {
        ReconException error = assertThrows(ReconException.class, call);
        complete(error);
        return error;
    }

    static ReconException refused(String code, Executable call) {
        ReconException error = refused(call);
        assertTrue(error.code().equals(code), () -> "expected the code " + code + ", got " + error.code());
        return error;
    }

    static void complete(ReconException error) {
        assertTrue(error.code().matches("[a-z0-9-]{1,64}"), () -> "'" + error.code() + "' is no code");
        assertFalse(error.getMessage().isBlank(), "an error needs a sentence");
        assertFalse(error.nextStep().isBlank(), "an error needs a next step");
        assertTrue(error.getMessage().strip().endsWith("."), () -> "no sentence: " + error.getMessage());
    }

    /** What the call gives; fails when it takes longer. */
    static <T> T time(Duration limit, Callable<T> call) throws Exception {
        Running<T> running = start(call);
        return running.get(limit);
    }

    /** Interrupts the call after a while; it has to come back soon, with whatever error. */
    static void interrupted(Duration after, Duration limit, Callable<?> call) throws Exception {
        Running<?> running = start(call);
        LockSupport.parkNanos(after.toNanos());
        running.thread().interrupt();
        running.thread().join(limit.toMillis());
        assertFalse(running.thread().isAlive(), "an interrupted call must come back within " + limit);
    }

    /** Runs the same in several threads at once; fails with the first error. */
    static void together(int threads, Duration limit, IndexedCall call) throws Exception {
        List<Running<Object>> all = new ArrayList<>();
        for (int i = 0; i < threads; i++) {
            int index = i;
            all.add(start(() -> {
                call.run(index);
                return null;
            }));
        }
        for (Running<Object> one : all) {
            one.get(limit);
        }
    }

    static <T> Running<T> start(Callable<T> call) {
        FutureTask<T> task = new FutureTask<>(call);
        Thread thread = new Thread(task, "conformance");
        thread.setDaemon(true);
        thread.start();
        return new Running<>(thread, task);
    }

    interface IndexedCall {
        void run(int index) throws Exception;
    }

    record Running<T>(Thread thread, FutureTask<T> task) {
        T get(Duration limit) throws Exception {
            try {
                return task.get(limit.toMillis(), TimeUnit.MILLISECONDS);
            } catch (TimeoutException e) {
                thread.interrupt();
                throw new AssertionError("The call took longer than " + limit + ".");
            } catch (ExecutionException e) {
                if (e.getCause() instanceof Error error) {
                    throw error;
                }
                throw (Exception) e.getCause();
            }
        }
    }
}
