// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.contract.control;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.reconsync.api.ReconException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WireJsonTest {
    @Test
    void valuesComeBackAsTheyWere() {
        Map<String, Object> value = new LinkedHashMap<>();
        value.put("text", "a \"quoted\" \\ line\nand\ttab \u0001 ü 🎮 \ud800 alone");
        value.put("whole", 42L);
        value.put("negative", -999_999_999_999_999_999L);
        value.put("broken", 1.5);
        value.put("yes", true);
        value.put("nothing", null);
        value.put("list", Arrays.asList(1L, "two", null, List.of(), Map.of()));
        assertEquals(value, WireJson.read(WireJson.write(value)));
    }

    @Test
    void wholeNumbersOfAnyTypeAreWrittenAlike() {
        assertEquals("[7,7]", WireJson.write(List.of(7, 7L)));
    }

    @Test
    void everyTextIsAsciiSafeWhereUtf8CannotHoldIt() {
        assertEquals("\"\\ud83d\\ude00\"", WireJson.write("😀"));
        assertEquals("😀", WireJson.read("\"😀\""));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "", " ", "{", "}", "[1,]", "{\"a\":}", "{\"a\" 1}", "{a:1}", "{\"a\":1,}", "\"open", "\"\\x\"",
                        "\"\\u12g4\"",
                "01", "1.", "+1", "NaN", "tru", "nul", "1 2", "{\"a\":1,\"a\":2}", "\"line\nbreak\"", "'single'", "--1",
                        "1e",
                "[1 2]", "\u0000", "\"\\u١٢٣٤\""
            })
    void whatIsNoJsonIsRefused(String text) {
        ReconException e = assertThrows(ReconException.class, () -> WireJson.read(text));
        assertEquals("frame-malformed", e.code());
    }

    @Test
    void depthIsBounded() {
        assertThrows(ReconException.class, () -> WireJson.read("[".repeat(100_000)));
        assertEquals("[".repeat(60) + "]".repeat(60), WireJson.write(WireJson.read("[".repeat(60) + "]".repeat(60))));
    }

    @Test
    void noMutationLeadsToAnythingButAKnownRefusal() {
        String good = "{\"type\":\"run\",\"words\":[\"status\",\"--json\"],\"width\":80,\"person\":true,\"x\":-1.5e3}";
        Random random = new Random(11);
        int refused = 0;
        for (int i = 0; i < 20_000; i++) {
            StringBuilder text = new StringBuilder(good);
            for (int n = random.nextInt(4) + 1; n > 0; n--) {
                text.setCharAt(random.nextInt(text.length()), (char) (random.nextInt(100) + 28));
            }
            text.setLength(random.nextInt(text.length()) + 1);
            try {
                ControlMessage.parse(text.toString());
            } catch (ReconException e) {
                assertEquals("frame-malformed", e.code());
                refused++;
            }
        }
        assertTrue(refused > 15_000, "refused " + refused);
    }

    @Test
    void aMessageNeedsAType() {
        assertThrows(ReconException.class, () -> ControlMessage.parse("{\"words\":[]}"));
        assertThrows(ReconException.class, () -> ControlMessage.parse("[\"type\"]"));
        ControlMessage message = ControlMessage.parse("{\"type\":\"run\",\"words\":[\"a\",1,\"b\"],\"width\":\"x\"}");
        assertEquals(List.of("a", "b"), message.texts("words"));
        assertEquals(80, message.number("width", 80));
    }
}
