// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.simulation.world;

import java.util.Arrays;
import java.util.List;

/**
 * A world at one generation, complete in memory as a rule for its bytes: record i's payload follows from the seed, i
 * and the generation that last changed it. {@code timeline} is drawn anew by each process, so that two histories that
 * branched at a restore never pass for one.
 *
 * @param recordBytes payload bytes per record, a multiple of 8
 * @param changed for each record the generation that last changed it
 * @param events what players did, in order
 */
public record WorldImage(
        String name, long seed, long timeline, long generation, int recordBytes, long[] changed, List<String> events) {
    public WorldImage {
        if (recordBytes <= 0 || recordBytes % 8 != 0 || recordBytes > 1 << 20) {
            throw new IllegalArgumentException("a record has 8 bytes to 1 MiB in steps of 8, not " + recordBytes);
        }
        changed = changed.clone();
        events = List.copyOf(events);
    }

    @Override
    public long[] changed() {
        return changed.clone();
    }

    public int records() {
        return changed.length;
    }

    WorldImage withChanged(long[] each) {
        return new WorldImage(name, seed, timeline, generation, recordBytes, each, events);
    }

    /** The world after one more save: {@code touched} records differ, and what players did is appended. */
    public WorldImage next(long newGeneration, long newTimeline, int[] touched, List<String> allEvents) {
        long[] after = changed.clone();
        for (int record : touched) {
            after[record] = newGeneration;
        }
        return new WorldImage(name, seed, newTimeline, newGeneration, recordBytes, after, allEvents);
    }

    /** A small file of the same set: the same name, timeline and generation, other bytes. */
    public WorldImage part(String partName, int bytes, List<String> partEvents) {
        long partSeed = seed * 31 + partName.hashCode();
        int size = Math.max(8, bytes / 8 * 8);
        return new WorldImage(partName, partSeed, timeline, generation, size, new long[] {generation}, partEvents);
    }

    /** The same world as an index: who changed when and what players did, without the bulk. */
    public WorldImage index() {
        return new WorldImage(name, seed, timeline, generation, 8, changed, events);
    }

    /** Records from {@code from} to before {@code to} as a file of their own, at the newest change among them. */
    public WorldImage slice(String partName, int from, int to) {
        long[] part = Arrays.copyOfRange(changed, from, to);
        long newest = Arrays.stream(part).max().orElse(0);
        return new WorldImage(partName, seed * 31 + from, timeline, newest, recordBytes, part, List.of());
    }

    /** The payload of record {@code index}. */
    public byte[] payload(int index) {
        byte[] bytes = new byte[recordBytes];
        long state = seed ^ (index + 1L) * 0x9E3779B97F4A7C15L ^ (changed[index] + 1) * 0xC2B2AE3D27D4EB4FL;
        for (int i = 0; i < recordBytes; i += 8) {
            state += 0x9E3779B97F4A7C15L;
            long mixed = (state ^ state >>> 30) * 0xBF58476D1CE4E5B9L;
            mixed = (mixed ^ mixed >>> 27) * 0x94D049BB133111EBL;
            mixed ^= mixed >>> 31;
            for (int shift = 0; shift < 8; shift++) {
                bytes[i + shift] = (byte) (mixed >>> 8 * shift);
            }
        }
        return bytes;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof WorldImage image
                && name.equals(image.name)
                && seed == image.seed
                && timeline == image.timeline
                && generation == image.generation
                && recordBytes == image.recordBytes
                && Arrays.equals(changed, image.changed)
                && events.equals(image.events);
    }

    @Override
    public int hashCode() {
        return Long.hashCode(seed * 31 + generation) + name.hashCode();
    }

    @Override
    public String toString() {
        return name + "@" + generation + "/" + Long.toHexString(timeline);
    }
}
