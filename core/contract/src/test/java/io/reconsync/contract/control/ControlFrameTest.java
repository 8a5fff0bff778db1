// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.contract.control;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.reconsync.api.ReconException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ControlFrameTest {
    @Test
    void whatIsWrittenIsReadAgain() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ControlFrame.write(out, "{\"type\":\"run\"}");
        ControlFrame.write(out, "\"ü🎮\"");
        ByteArrayInputStream in = new ByteArrayInputStream(out.toByteArray());
        assertEquals(Optional.of("{\"type\":\"run\"}"), ControlFrame.read(in));
        assertEquals(Optional.of("\"ü🎮\""), ControlFrame.read(in));
        assertEquals(Optional.empty(), ControlFrame.read(in));
    }

    @ParameterizedTest
    @ValueSource(ints = {Integer.MIN_VALUE, -1, 0, 1, ControlFrame.LARGEST + 1, Integer.MAX_VALUE})
    void lengthsOutsideTheBoundsAreRefusedBeforeMemoryIsTaken(int length) {
        byte[] head = ByteBuffer.allocate(4).putInt(length).array();
        ReconException e = assertThrows(ReconException.class, () -> ControlFrame.read(new ByteArrayInputStream(head)));
        assertEquals("frame-malformed", e.code());
    }

    @Test
    void anEndInsideOfAFrameIsNoEmptyFrame() {
        byte[] frame = ByteBuffer.allocate(6)
                .putInt(10)
                .put((byte) '{')
                .put((byte) '}')
                .array();
        assertThrows(EOFException.class, () -> ControlFrame.read(new ByteArrayInputStream(frame)));
        assertThrows(EOFException.class, () -> ControlFrame.read(new ByteArrayInputStream(frame, 0, 3)));
    }

    @Test
    void bytesThatAreNotUtf8AreRefused() {
        byte[] frame = ByteBuffer.allocate(6)
                .putInt(2)
                .put((byte) 0xc3)
                .put((byte) 0x28)
                .array();
        ReconException e = assertThrows(ReconException.class, () -> ControlFrame.read(new ByteArrayInputStream(frame)));
        assertEquals("frame-malformed", e.code());
    }

    @Test
    void aFrameThatIsTooLargeIsNotWritten() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        String text = "x".repeat(ControlFrame.LARGEST + 1);
        assertThrows(ReconException.class, () -> ControlFrame.write(out, text));
        assertEquals(0, out.size());
    }

    @Test
    void noNoiseLeadsToAnythingButAKnownRefusal() throws IOException {
        Random random = new Random(7);
        int refused = 0;
        for (int i = 0; i < 20_000; i++) {
            byte[] noise = new byte[random.nextInt(64)];
            random.nextBytes(noise);
            if (noise.length > 4 && random.nextBoolean()) {
                ByteBuffer.wrap(noise).putInt(random.nextInt(noise.length));
            }
            try {
                Optional<String> frame = ControlFrame.read(new ByteArrayInputStream(noise));
                frame.ifPresent(ControlMessage::parse);
            } catch (ReconException e) {
                assertEquals("frame-malformed", e.code());
                refused++;
            } catch (EOFException e) {
                refused++;
            }
        }
        assertTrue(refused > 15_000, "refused " + refused);
    }
}
