// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.link.frame;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.reconsync.api.ReconException;
import io.reconsync.config.json.JacksonJson;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FramesTest {
    private final Frames frames = new Frames(new JacksonJson());

    @Test
    void whatIsWrittenIsRead() {
        Frame frame = new Frame("order", 7, Body.of("words", List.of("backup", "nöw \u0000 🦖"), "none", null));
        assertEquals(frame, frames.read(frames.write(frame)));
        Frame beat = Frame.of("beat");
        assertEquals(beat, frames.read(frames.write(beat)));
        assertEquals("{\"t\":\"beat\",\"d\":{}}", frames.write(beat));
    }

    @Test
    void keysOfLaterVersionsAreIgnored() {
        assertEquals(Frame.of("beat"), frames.read("{\"t\":\"beat\",\"new\":[1],\"d\":{}}"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "[]",
                "7",
                "{",
                "{}",
                "{\"t\":7}",
                "{\"t\":\"\"}",
                "{\"t\":\"Order\"}",
                "{\"t\":\"a b\"}",
                "{\"t\":\"abcdefghijklmnopqrstuvwxyz\"}",
                "{\"t\":\"beat\",\"t\":\"beat\"}",
                "{\"t\":\"beat\",\"s\":0}",
                "{\"t\":\"beat\",\"s\":-1}",
                "{\"t\":\"beat\",\"s\":1.5}",
                "{\"t\":\"beat\",\"s\":\"1\"}",
                "{\"t\":\"beat\",\"s\":99999999999999999999}",
                "{\"t\":\"beat\",\"d\":[]}",
                "{\"t\":\"beat\",\"d\":\"x\"}",
                "{\"t\":\"beat\"} {\"t\":\"beat\"}",
            })
    void whatIsNoFrameIsRefusedAsSuch(String text) {
        assertEquals(
                "frame-malformed",
                assertThrows(ReconException.class, () -> frames.read(text)).code());
    }

    @Test
    void depthAndLengthHaveLimits() {
        String deep = "{\"t\":\"beat\",\"d\":{\"x\":" + "[".repeat(5000) + "]".repeat(5000) + "}}";
        assertEquals(
                "frame-malformed",
                assertThrows(ReconException.class, () -> frames.read(deep)).code());
        String longest = "{\"t\":\"beat\",\"d\":{\"x\":\"" + "x".repeat(Frames.LONGEST) + "\"}}";
        assertEquals(
                "frame-malformed",
                assertThrows(ReconException.class, () -> frames.read(longest)).code());
    }

    /** Whatever bytes a sound frame is turned into, it is either a frame or refused as none. */
    @Test
    void mutationsNeverDoMoreThanBeRefused() {
        Random random = new Random(20261121);
        String sound = frames.write(new Frame(
                "order",
                12,
                Body.of("id", "x", "words", List.of("a", "b"), "actor", Map.of("name", "ü", "tier", "owner"))));
        int refused = 0;
        for (int i = 0; i < 20_000; i++) {
            StringBuilder text = new StringBuilder(sound);
            for (int change = random.nextInt(4); change >= 0; change--) {
                int at = random.nextInt(text.length());
                switch (random.nextInt(3)) {
                    case 0 -> text.setCharAt(at, (char) random.nextInt(0x10000));
                    case 1 -> text.deleteCharAt(at);
                    default -> text.insert(at, "{}[]\",:0-\\u".charAt(random.nextInt(10)));
                }
            }
            try {
                frames.read(text.toString());
            } catch (ReconException e) {
                assertEquals("frame-malformed", e.code());
                refused++;
            }
        }
        assertTrue(refused > 10_000, "only " + refused + " of 20000 mutations were refused");
    }

    @Test
    void aBodyGivesWhatIsAskedForOrRefuses() {
        Body body = frames.object(
                "{\"n\":5,\"t\":\"text\",\"l\":[\"a\"],\"m\":{\"k\":\"v\"},\"b\":true,\"d\":0.5,\"z\":null}");
        assertEquals(5, body.number("n", 0, 5));
        assertEquals("text", body.text("t", 4));
        assertEquals(List.of("a"), body.texts("l", 1, 1));
        assertEquals(Map.of("k", "v"), body.map("m", 1, 1));
        assertEquals(0.5, body.fraction("d"));
        assertTrue(body.flag("b")
                && body.find("z", 1).isEmpty()
                && body.texts("none", 1, 1).isEmpty());
        for (Runnable wrong : List.<Runnable>of(
                () -> body.number("n", 6, 9),
                () -> body.number("n", 0, 4),
                () -> body.number("t", 0, 9),
                () -> body.text("t", 3),
                () -> body.text("z", 3),
                () -> body.texts("l", 0, 1),
                () -> body.texts("l", 1, 0),
                () -> body.texts("n", 1, 1),
                () -> body.map("m", 0, 9),
                () -> body.map("m", 9, 0),
                () -> body.body("t"),
                () -> body.body("none"),
                () -> body.bodies("l", 9),
                () -> body.fraction("t"))) {
            assertEquals(
                    "frame-malformed",
                    assertThrows(ReconException.class, wrong::run).code());
        }
    }
}
