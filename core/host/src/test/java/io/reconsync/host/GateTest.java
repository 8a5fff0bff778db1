// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.reconsync.api.Deadline;
import io.reconsync.api.ErrorOwner;
import io.reconsync.api.ReconException;
import io.reconsync.contract.host.PluginName;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class GateTest {
    private final CleanThreads threads = new CleanThreads();
    private final List<String> quarantines = new ArrayList<>();
    private final AtomicBoolean stop = new AtomicBoolean();
    private final Gate gate = gate("foo");

    private Gate gate(String plugin) {
        return new Gate(
                plugin, threads, new PlainMasks("hunter22"), Duration.ofMillis(50), (who, why) -> quarantines.add(who));
    }

    @AfterEach
    void leaveNothing() {
        stop.set(true);
        gate.release();
        threads.close();
    }

    private <R> R call(Callable<R> body) {
        return gate.call("testing", Deadline.after(Duration.ofSeconds(10)), null, body);
    }

    private ReconException refused(Callable<?> body) {
        return assertThrows(ReconException.class, () -> call(body));
    }

    private ReconException hang() {
        return assertThrows(
                ReconException.class,
                () -> gate.call("hanging", Deadline.after(Duration.ofMillis(20)), null, this::ignoreInterrupts));
    }

    private Object ignoreInterrupts() {
        while (!stop.get()) {
            LockSupport.parkNanos(1_000_000);
        }
        return null;
    }

    @Test
    void runsInAThreadOfThePluginWithItsClassLoader() {
        URLClassLoader loader = new URLClassLoader(new URL[0], null);
        Thread thread = gate.call("looking", Deadline.after(Duration.ofSeconds(10)), loader, () -> {
            assertEquals(loader, Thread.currentThread().getContextClassLoader());
            return Thread.currentThread();
        });
        assertEquals("plugin-foo-call-1", thread.getName());
        assertTrue(Eventually.holds(() -> thread.getContextClassLoader() == null));
        assertTrue(thread.isDaemon());
    }

    @Test
    void aReconExceptionComesThroughMaskedAndWithoutTheOriginalObject() {
        ReconException thrown = new ReconException(
                "foo-bad",
                ErrorOwner.USER,
                "The password hunter22 is wrong.",
                "Replace hunter22.",
                Duration.ofSeconds(3),
                new IllegalStateException("hunter22 again"));
        ReconException error = refused(() -> {
            throw thrown;
        });
        assertEquals("foo-bad", error.code());
        assertEquals(ErrorOwner.USER, error.owner());
        assertEquals("The password *** is wrong. Replace ***.", error.sentence());
        assertEquals(Duration.ofSeconds(3), error.retryAfter().orElseThrow());
        assertInstanceOf(Masked.Remains.class, error.getCause());
        assertEquals("IllegalStateException: *** again", error.getCause().getMessage());
        assertFalse(error == thrown);
        assertTrue(gate.lastFailure().isEmpty(), "a ReconException is no defect");
    }

    @Test
    void whateverElseIsThrownNamesThePlugin() {
        for (Throwable thrown : List.of(
                new NullPointerException("x hunter22"),
                new StackOverflowError(),
                new NoClassDefFoundError("foo/Bar"),
                new OutOfMemoryError("none left"),
                new Hostile())) {
            ReconException error = refused(() -> sneaky(thrown));
            assertEquals("plugin-failed", error.code());
            assertEquals(ErrorOwner.PLUGIN, error.owner());
            assertTrue(error.getMessage().startsWith("The plugin foo failed while testing: "), error.getMessage());
            assertFalse(error.sentence().contains("hunter22"));
            assertTrue(gate.lastFailure().isPresent());
        }
        assertEquals(
                ErrorOwner.HOST, refused(() -> sneaky(new IOException("disk"))).owner());
        assertEquals("still fine", call(() -> "still fine"));
    }

    private static <R> R sneaky(Throwable thrown) throws Exception {
        if (thrown instanceof Error error) {
            throw error;
        }
        throw (Exception) thrown;
    }

    private static final class Hostile extends RuntimeException {
        private static final long serialVersionUID = 1L;

        @Override
        public String getMessage() {
            throw new IllegalStateException("no message for you");
        }

        @Override
        public synchronized Throwable getCause() {
            return this;
        }
    }

    @Test
    void threeAbandonedCallsAreAQuarantineUntilReopened() {
        assertEquals("plugin-hung", hang().code());
        assertEquals("plugin-hung", hang().code());
        assertTrue(gate.isOpen());
        assertEquals("plugin-hung", hang().code());
        assertEquals(3, gate.abandoned());
        assertEquals(List.of("foo"), quarantines);
        assertEquals("plugin-quarantined", refused(() -> "x").code());
        assertEquals(0, gate.running(), "abandoned calls are not waited for");
        gate.open();
        assertEquals("x", call(() -> "x"));
        assertEquals(0, gate.abandoned());
    }

    @Test
    void coreIsNeverInQuarantine() {
        Gate core = gate(PluginName.CORE);
        for (int i = 0; i < 4; i++) {
            assertThrows(
                    ReconException.class,
                    () -> core.call("hanging", Deadline.after(Duration.ofMillis(5)), null, this::ignoreInterrupts));
        }
        assertEquals("x", core.call("testing", Deadline.after(Duration.ofSeconds(9)), null, () -> "x"));
        core.release();
    }

    @Test
    void aCallThatEndsWithinTheToleranceIsNotAbandoned() {
        Deadline deadline = Deadline.after(Duration.ofMillis(20));
        String answer = gate.call("being late", deadline, null, () -> {
            assertTrue(Eventually.holds(deadline::expired));
            return "late";
        });
        assertEquals("late", answer);
        assertEquals(0, gate.abandoned());
    }

    @Test
    void noMoreThanEightAtOnceAndNestedCallsNeedNoRoom() throws Exception {
        CountDownLatch inside = new CountDownLatch(Generation.CALLS_OF_A_PLUGIN);
        CountDownLatch leave = new CountDownLatch(1);
        List<CompletableFuture<String>> callers = new ArrayList<>();
        for (int i = 0; i < Generation.CALLS_OF_A_PLUGIN; i++) {
            callers.add(CompletableFuture.supplyAsync(
                    () -> call(() -> {
                        inside.countDown();
                        leave.await();
                        return call(() -> "nested");
                    }),
                    body -> threads.thread(body, "caller").start()));
        }
        assertTrue(inside.await(10, TimeUnit.SECONDS));
        assertEquals(Generation.CALLS_OF_A_PLUGIN, gate.running());
        ReconException busy = assertThrows(
                ReconException.class,
                () -> gate.call("squeezing in", Deadline.after(Duration.ofMillis(30)), null, () -> "no"));
        assertEquals("plugin-busy", busy.code());
        leave.countDown();
        for (CompletableFuture<String> caller : callers) {
            assertEquals("nested", caller.get(10, TimeUnit.SECONDS));
        }
        assertEquals(0, gate.running());
    }

    @Test
    void interruptingTheCallerInterruptsTheCall() throws Exception {
        CountDownLatch inside = new CountDownLatch(1);
        AtomicBoolean seen = new AtomicBoolean();
        AtomicReference<ReconException> error = new AtomicReference<>();
        AtomicBoolean flag = new AtomicBoolean();
        Thread caller = threads.thread(
                () -> {
                    error.set(refused(() -> {
                        inside.countDown();
                        try {
                            return new CountDownLatch(1).await(10, TimeUnit.SECONDS);
                        } catch (InterruptedException e) {
                            seen.set(true);
                            throw e;
                        }
                    }));
                    flag.set(Thread.currentThread().isInterrupted());
                },
                "caller");
        caller.start();
        assertTrue(inside.await(10, TimeUnit.SECONDS));
        caller.interrupt();
        caller.join(10_000);
        assertTrue(seen.get());
        assertEquals("call-interrupted", error.get().code());
        assertTrue(flag.get());
        assertEquals(0, gate.abandoned());
    }

    @Test
    void aLeavingBundleEndsItsCallsAndThreads() throws Exception {
        CountDownLatch inside = new CountDownLatch(1);
        AtomicReference<ReconException> error = new AtomicReference<>();
        Thread caller = threads.thread(
                () -> error.set(refused(() -> {
                    inside.countDown();
                    return new CountDownLatch(1).await(10, TimeUnit.SECONDS);
                })),
                "caller");
        caller.start();
        assertTrue(inside.await(10, TimeUnit.SECONDS));
        gate.close();
        assertEquals("plugin-gone", refused(() -> "x").code());
        assertEquals(1, gate.running());
        gate.release();
        caller.join(10_000);
        assertEquals("plugin-gone", error.get().code());
        assertTrue(Eventually.holds(() -> Eventually.threads("plugin-foo-call") == 0));
        gate.open();
        assertEquals("new life", call(() -> "new life"));
    }

    @Test
    void anInterruptOfOneCallNeverReachesTheNext() {
        AtomicInteger disturbed = new AtomicInteger();
        for (int i = 0; i < 300; i++) {
            try {
                gate.call("racing", Deadline.after(Duration.ofNanos(1_500_000)), null, () -> {
                    LockSupport.parkNanos(51_000_000);
                    return null;
                });
            } catch (ReconException e) {
                gate.open();
            }
            if (call(Thread::interrupted)) {
                disturbed.incrementAndGet();
            }
            if (i > 30 && disturbed.get() == 0) {
                break;
            }
        }
        assertEquals(0, disturbed.get());
    }

    @Test
    void anExpiredDeadlineIsNotEvenTried() {
        AtomicBoolean ran = new AtomicBoolean();
        ReconException error = assertThrows(
                ReconException.class,
                () -> gate.call("hurrying", Deadline.after(Duration.ZERO), null, () -> ran.getAndSet(true)));
        assertEquals("deadline-passed", error.code());
        assertFalse(ran.get());
        assertNull(call(() -> null));
    }
}
