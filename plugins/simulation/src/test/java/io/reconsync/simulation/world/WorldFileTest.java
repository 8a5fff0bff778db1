// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.simulation.world;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class WorldFileTest {
    private static final byte[] PREAMBLE = {'S', 'A', 'V', 'R', 0, 0};

    static WorldImage image(long generation) {
        return new WorldImage(
                "World \u00FC", 7, 99, generation, 64, new long[] {1, 2, generation}, List.of("join Bob"));
    }

    static byte[] bytes(WorldImage image) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        WorldFile.write(image, PREAMBLE, out);
        return out.toByteArray();
    }

    private static WorldImage read(byte[] bytes) throws IOException {
        return WorldFile.read(new ByteArrayInputStream(bytes));
    }

    @Test
    void whatIsWrittenIsRead() throws IOException {
        byte[] bytes = bytes(image(3));
        assertEquals(image(3), read(bytes));
        assertEquals(WorldFile.size(image(3), PREAMBLE), bytes.length);
    }

    @Test
    void theSameWorldGivesTheSameBytesAndTheNextGenerationOthers() throws IOException {
        assertArrayEquals(bytes(image(3)), bytes(image(3)));
        assertThrows(AssertionError.class, () -> assertArrayEquals(bytes(image(3)), bytes(image(4))));
    }

    @Test
    void everyFlippedByteShows() throws IOException {
        byte[] bytes = bytes(image(3));
        for (int i = 0; i < bytes.length; i++) {
            byte[] flipped = bytes.clone();
            flipped[i] ^= 0x10;
            int at = i;
            assertThrows(TornException.class, () -> read(flipped), () -> "byte " + at);
        }
    }

    @Test
    void everyTruncationShows() throws IOException {
        byte[] bytes = bytes(image(3));
        for (int length = 0; length < bytes.length; length++) {
            byte[] cut = Arrays.copyOf(bytes, length);
            assertThrows(TornException.class, () -> read(cut), () -> cut.length + " bytes");
        }
    }

    @Test
    void aFileOfTwoGenerationsShows() throws IOException {
        byte[] older = bytes(image(3));
        byte[] newer = bytes(image(4));
        for (int cut = 1; cut < older.length - 1; cut++) {
            byte[] torn = newer.clone();
            System.arraycopy(older, cut, torn, cut, older.length - cut);
            if (!Arrays.equals(torn, older) && !Arrays.equals(torn, newer)) {
                assertThrows(TornException.class, () -> read(torn));
            }
        }
    }

    @Test
    void bytesAfterTheTrailerShow() throws IOException {
        byte[] bytes = bytes(image(3));
        assertThrows(TornException.class, () -> read(Arrays.copyOf(bytes, bytes.length + 1)));
    }
}
