// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.simulation.engine;

import io.reconsync.simulation.Pace;
import java.io.IOException;

/** The game's own saving, by a timer that heeds no backup; or back to back with a pause between. */
final class Autosave {
    private final Simulation simulation;
    private long every;
    private long pause;

    /**
     * Real milliseconds; 0 for {@code every} is off, a negative {@code pause} too.
     *
     * @param pause between two saves of a writer that never rests
     */
    Autosave(Simulation simulation, long every, long pause) {
        this.simulation = simulation;
        this.every = every;
        this.pause = pause;
    }

    synchronized void every(long millis) {
        every = millis;
        notifyAll();
    }

    synchronized void pause(long millis) {
        pause = millis;
        notifyAll();
    }

    void run() throws IOException, InterruptedException {
        while (true) {
            boolean restless = awaitTurn();
            if (simulation.stopping()) {
                return;
            }
            simulation.save(restless ? "never-pause" : "autosave");
        }
    }

    private boolean awaitTurn() throws InterruptedException {
        long from = System.nanoTime();
        while (true) {
            synchronized (this) {
                long millis = pause >= 0 ? pause : every;
                long left = from + millis * 1_000_000 - System.nanoTime();
                if ((pause >= 0 || every > 0) && left <= 0) {
                    return pause >= 0;
                }
                wait(pause < 0 && every <= 0 ? 1_000 : Math.max(1, left / 1_000_000));
            }
            Pace.until(System.nanoTime());
        }
    }
}
