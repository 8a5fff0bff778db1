// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.simulation;

import java.io.IOException;
import java.util.List;
import java.util.Map;

/**
 * Ends this process the hard way. {@code kill}, {@code oom} and {@code abort} are real signals from {@code kill(1)}.
 * A JVM turns a real SIGSEGV into an abort (exit 134) with a report of its own, which no native game does; so
 * {@code segv} halts with 139, what a parent reads for SIGSEGV, and {@code sigsegv} is the real signal.
 */
public enum Crash {
    SEGV(null, 139),
    SIGSEGV("-SEGV", 139),
    ABORT("-ABRT", 134),
    KILL("-KILL", 137),
    OOM("-KILL", 137),
    EXIT1(null, 1);

    private static final Map<String, Crash> NAMES =
            Map.of("segv", SEGV, "sigsegv", SIGSEGV, "abort", ABORT, "kill", KILL, "oom", OOM, "exit1", EXIT1);
    private final String signal;
    private final int exitCode;

    Crash(String signal, int exitCode) {
        this.signal = signal;
        this.exitCode = exitCode;
    }

    public static Crash named(String name) {
        Crash crash = NAMES.get(name);
        if (crash == null) {
            throw new IllegalArgumentException("unknown crash '" + name + "'; known: " + NAMES.keySet());
        }
        return crash;
    }

    public boolean hasReport() {
        return this == SEGV || this == SIGSEGV || this == ABORT;
    }

    /** Does not return; no hook runs, no file is closed. */
    public void now() {
        if (signal != null) {
            try {
                String pid = Long.toString(ProcessHandle.current().pid());
                new ProcessBuilder(List.of("/bin/kill", signal, pid)).start().waitFor();
                Thread.sleep(5_000);
            } catch (IOException | InterruptedException notSent) {
                Thread.currentThread().interrupt();
            }
        }
        Runtime.getRuntime().halt(exitCode);
    }
}
