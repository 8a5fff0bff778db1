// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.protocol.net;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.reconsync.api.ReconException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;

/** Interrupts a call that is waiting and checks that it ends, with its flag set. */
public final class Interrupting {
    private Interrupting() {}

    public static void endsWithin(Duration limit, Runnable call) throws InterruptedException {
        AtomicReference<ReconException> seen = new AtomicReference<>();
        AtomicBoolean flag = new AtomicBoolean();
        Thread thread = new Thread(() -> {
            try {
                call.run();
            } catch (ReconException e) {
                seen.set(e);
                flag.set(Thread.currentThread().isInterrupted());
            }
        });
        thread.setDaemon(true);
        thread.start();
        // Long enough to be inside the wait on any machine; too early is fine too, the flag is seen then.
        thread.join(200);
        assertTrue(thread.isAlive(), () -> "ended before the interrupt: " + seen.get());
        thread.interrupt();
        thread.join(limit.toMillis());
        assertFalse(thread.isAlive(), "the call still runs after " + limit);
        assertEquals("interrupted", seen.get() == null ? null : seen.get().code());
        assertTrue(flag.get(), "the interrupt flag was lost");
    }
}
