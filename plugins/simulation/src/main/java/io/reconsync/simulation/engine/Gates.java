// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.simulation.engine;

import java.util.EnumSet;
import java.util.Set;

/** What is hung: a thread that passes a closed gate waits there. */
public final class Gates {
    /** A part that can hang. */
    public enum Gate {
        QUERY,
        CONSOLE,
        ENGINE
    }

    private final Set<Gate> closed = EnumSet.noneOf(Gate.class);
    private boolean slow;
    private Thread spinner;

    /** Waits while the gate is closed. */
    public synchronized void pass(Gate gate) throws InterruptedException {
        while (closed.contains(gate)) {
            wait();
        }
    }

    public synchronized boolean isClosed(Gate gate) {
        return closed.contains(gate);
    }

    public synchronized boolean slow() {
        return slow;
    }

    synchronized void hang(String kind) {
        switch (kind) {
            case "full" -> closed.addAll(EnumSet.allOf(Gate.class));
            case "spin" -> {
                closed.addAll(EnumSet.allOf(Gate.class));
                spin();
            }
            case "query" -> closed.add(Gate.QUERY);
            case "console" -> closed.add(Gate.CONSOLE);
            case "slow" -> slow = true;
            default -> throw new IllegalArgumentException("hang full|spin|query|console|slow|stop, not " + kind);
        }
    }

    synchronized void open() {
        closed.clear();
        slow = false;
        if (spinner != null) {
            spinner.interrupt();
            spinner = null;
        }
        notifyAll();
    }

    private void spin() {
        if (spinner == null) {
            spinner = new Thread(
                    () -> {
                        while (!Thread.currentThread().isInterrupted()) {
                            Thread.onSpinWait();
                        }
                    },
                    "spin");
            spinner.setDaemon(true);
            spinner.start();
        }
    }
}
