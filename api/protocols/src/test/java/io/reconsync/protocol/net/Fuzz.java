// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.protocol.net;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import io.reconsync.api.ReconException;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** Seeded mutations of valid bytes: flipped, cut, doubled, inserted, replaced by noise. */
public final class Fuzz {
    private static final int ROUNDS = Integer.getInteger("fuzz.rounds", 2_500);
    private static final long SHIFT = Long.getLong("fuzz.seed", 0);
    private static final long MOST_BYTES = 64L << 20;

    private Fuzz() {}

    /** Feeds mutated bytes; anything but a ReconException that leaves it is a defect. */
    public interface Target {
        void feed(byte[] bytes);
    }

    public static void run(long seed, List<byte[]> valid, Target target) {
        Random random = new Random(seed + SHIFT);
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long self = Thread.currentThread().getId();
        int refused = 0;
        for (int round = 0; round < ROUNDS; round++) {
            byte[] bytes = mutate(random, valid.get(random.nextInt(valid.size())));
            long start = System.nanoTime();
            long allocated = threads.getThreadAllocatedBytes(self);
            try {
                target.feed(bytes);
            } catch (ReconException e) {
                refused++;
                assertFalse(e.getMessage().isBlank());
                assertTrue(e.getMessage().endsWith("."), e.getMessage());
                assertFalse(e.nextStep().isBlank());
            }
            long used = threads.getThreadAllocatedBytes(self) - allocated;
            long millis = Duration.ofNanos(System.nanoTime() - start).toMillis();
            String what = "seed " + seed + " round " + round + ": "
                    + Hex.text(Arrays.copyOf(bytes, Math.min(64, bytes.length)));
            assertTrue(used < MOST_BYTES, () -> what + " used " + used + " bytes");
            assertTrue(millis < 5_000, () -> what + " took " + millis + " ms");
        }
        assertTrue(refused > ROUNDS / 50, "hardly a mutation was refused: " + refused);
    }

    private static byte[] mutate(Random random, byte[] valid) {
        byte[] bytes = valid.clone();
        for (int changes = 1 + random.nextInt(4); changes > 0; changes--) {
            int at = bytes.length == 0 ? 0 : random.nextInt(bytes.length);
            switch (random.nextInt(6)) {
                case 0 -> bytes = Arrays.copyOf(bytes, at);
                case 1 -> bytes = insert(bytes, at, new byte[] {0, -1, 127, -128}[random.nextInt(4)]);
                case 2 -> {
                    if (bytes.length > 0) {
                        bytes[at] ^= (byte) (1 << random.nextInt(8));
                    }
                }
                case 3 -> {
                    if (bytes.length > 0) {
                        bytes[at] = new byte[] {0, -1, 127, -128}[random.nextInt(4)];
                    }
                }
                case 4 -> {
                    byte[] noise = new byte[random.nextInt(40)];
                    random.nextBytes(noise);
                    System.arraycopy(noise, 0, bytes, at, Math.min(noise.length, bytes.length - at));
                }
                default -> {
                    byte[] doubled = Arrays.copyOf(bytes, bytes.length * 2);
                    System.arraycopy(bytes, 0, doubled, bytes.length, bytes.length);
                    bytes = doubled;
                }
            }
        }
        return bytes;
    }

    private static byte[] insert(byte[] bytes, int at, byte value) {
        byte[] longer = new byte[bytes.length + 1];
        System.arraycopy(bytes, 0, longer, 0, at);
        longer[at] = value;
        System.arraycopy(bytes, at, longer, at + 1, bytes.length - at);
        return longer;
    }
}
