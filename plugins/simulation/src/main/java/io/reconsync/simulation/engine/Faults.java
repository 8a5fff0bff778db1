// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.simulation.engine;

import io.reconsync.simulation.Crash;
import io.reconsync.simulation.Dice;
import io.reconsync.simulation.Pace;

/** What the test ordered to go wrong; set by control, read by saves and servers. */
public final class Faults {
    /** How the next save goes wrong. */
    enum NextSave {
        GOOD,
        FAIL,
        TEAR
    }

    private NextSave nextSave = NextSave.GOOD;
    private boolean diskFull;
    private long saveDelay = -1;
    private Crash crash;
    private String crashPhase;
    private double udpLoss;
    private long latency;
    private long jitter;

    synchronized void next(NextSave how) {
        nextSave = how;
    }

    /** How the save that begins now goes; the order is used up. */
    synchronized NextSave take() {
        NextSave taken = nextSave;
        nextSave = NextSave.GOOD;
        return taken;
    }

    synchronized void diskFull(boolean full) {
        diskFull = full;
    }

    synchronized boolean diskFull() {
        return diskFull;
    }

    /** Real milliseconds for a world file's writing, or -1 for the game's own. */
    synchronized void saveDelay(long millis) {
        saveDelay = millis;
    }

    synchronized long saveDelay() {
        return saveDelay;
    }

    synchronized void crashAt(Crash kind, String phase) {
        crash = kind;
        crashPhase = phase;
    }

    synchronized Crash crashFor(String phase) {
        return phase.equals(crashPhase) ? crash : null;
    }

    /** For tests of the network: lost datagrams. */
    public synchronized double udpLoss() {
        return udpLoss;
    }

    synchronized void udpLoss(double probability) {
        udpLoss = probability;
    }

    synchronized void latency(long millis, long jitterMillis) {
        latency = millis;
        jitter = jitterMillis;
    }

    /** Waits the ordered latency, in real milliseconds. */
    public void delay(Dice dice) throws InterruptedException {
        long millis;
        synchronized (this) {
            millis = latency + dice.between(0, jitter);
        }
        Pace.until(System.nanoTime() + millis * 1_000_000);
    }
}
