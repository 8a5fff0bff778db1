// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.reconsync.contract.runtime.Home;
import io.reconsync.contract.runtime.Role;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class RunningInstanceTest {
    private final RunningInstance instance =
            new RunningInstance(new Program(Path.of("/p"), "1", Role.AGENT), Role.AGENT, new Home(Path.of("/h")));

    @Test
    void theFirstWordAboutTheEndCounts() throws InterruptedException {
        instance.fail(78, "Mend the file.");
        instance.stop("later");
        instance.awaitStop();
        assertEquals(new RunningInstance.End(78, "Mend the file."), instance.end());
    }

    @Test
    void anOrderlyEndHasExitCodeZero() {
        instance.stop("enough");
        instance.fail(78, "too late");
        assertEquals(new RunningInstance.End(0, ""), instance.end());
    }

    @Test
    void anEndEndsTheWaitingForReadiness() throws InterruptedException {
        assertFalse(instance.awaitReady(Duration.ofMillis(10)));
        instance.fail(1, "no");
        long from = System.nanoTime();
        assertFalse(instance.awaitReady(Duration.ofMinutes(10)));
        assertTrue(System.nanoTime() - from < Duration.ofMinutes(1).toNanos());
    }

    @Test
    void readinessStays() throws InterruptedException {
        instance.ready();
        instance.ready();
        assertTrue(instance.isReady());
        assertTrue(instance.awaitReady(Duration.ZERO.plusMillis(1)));
    }

    @Test
    void aStartThatWasGivenUpIsNeverReady() {
        instance.fail(78, "Mend the file.");
        instance.ready();
        assertFalse(instance.isReady());
        assertTrue(instance.givenUp());
    }

    @Test
    void aFailureLaterOnIsNoStartThatWasGivenUp() {
        instance.ready();
        instance.fail(1, "The disk is gone.");
        assertFalse(instance.givenUp());
    }
}
