// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.simulation.engine;

import io.reconsync.simulation.Dice;
import io.reconsync.simulation.world.WorldImage;
import java.util.ArrayList;
import java.util.List;

/** The world in the game's memory: what players do changes it; a save takes an image of it. */
public final class World {
    private static final int RECORD_BYTES = 32 * 1024;
    private static final int MAX_EVENTS = 2_000;
    private final List<String> events = new ArrayList<>();
    private final long timeline = System.nanoTime() ^ ProcessHandle.current().pid() << 40;
    private final Dice dice;
    private final double change;
    private WorldImage last;
    private long attempt;

    /**
     * A world in memory.
     *
     * @param change the share of records that each save finds changed
     */
    World(Dice dice, double change) {
        this.dice = dice;
        this.change = change;
    }

    synchronized void create(String name, long seed, long megabytes) {
        int records = (int) Math.max(1, megabytes * 1024 * 1024 / RECORD_BYTES);
        last = new WorldImage(name, seed, timeline, 0, RECORD_BYTES, new long[records], List.of());
    }

    synchronized void load(WorldImage image) {
        last = new WorldImage(
                image.name(),
                image.seed(),
                image.timeline(),
                image.generation(),
                RECORD_BYTES,
                image.changed(),
                image.events());
        attempt = image.generation();
        events.addAll(image.events());
    }

    /** Something that the next save must hold. */
    public synchronized void event(String what) {
        events.add(what);
        if (events.size() > MAX_EVENTS) {
            events.remove(0);
        }
    }

    /** An image for the next save; each attempt gets a generation of its own, also after a failed one. */
    synchronized WorldImage next() {
        attempt++;
        int count = attempt == 1 ? last.records() : (int) Math.max(1, last.records() * change);
        int[] touched = new int[count];
        for (int i = 0; i < count; i++) {
            touched[i] = attempt == 1 ? i : (int) dice.between(0, last.records() - 1);
        }
        last = last.next(attempt, timeline, touched, events);
        return last;
    }

    public synchronized WorldImage last() {
        return last;
    }

    public synchronized List<String> events() {
        return List.copyOf(events);
    }
}
