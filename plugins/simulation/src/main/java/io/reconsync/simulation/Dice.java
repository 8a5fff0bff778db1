// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.simulation;

import java.util.Collections;
import java.util.List;
import java.util.Random;

/** Repeatable chance. Each purpose takes a stream of its own, so that one thread's rolls do not shift another's. */
public final class Dice {
    private final long seed;
    private final Random random;

    public Dice(long seed) {
        this.seed = seed;
        this.random = new Random(seed);
    }

    /** The stream for one purpose. */
    public Dice named(String purpose) {
        return new Dice(seed * 0x9E3779B97F4A7C15L + purpose.hashCode());
    }

    public synchronized boolean chance(double probability) {
        return random.nextDouble() < probability;
    }

    /** A number from {@code low} to {@code high}, both included. */
    public synchronized long between(long low, long high) {
        return high <= low ? low : low + Math.floorMod(random.nextLong(), high - low + 1);
    }

    public synchronized byte[] bytes(int count) {
        byte[] bytes = new byte[count];
        random.nextBytes(bytes);
        return bytes;
    }

    public synchronized void shuffle(List<?> list) {
        Collections.shuffle(list, random);
    }
}
