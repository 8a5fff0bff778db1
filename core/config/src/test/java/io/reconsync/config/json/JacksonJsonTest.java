// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.config.json;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.reconsync.api.ReconException;
import io.reconsync.api.Secret;
import io.reconsync.api.game.HealthState;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JacksonJsonTest {
    record Inner(int someNumber, Optional<String> note) {}

    record Outer(
            String name,
            HealthState state,
            Instant at,
            Duration took,
            Path file,
            List<Inner> parts,
            Map<String, Long> counts,
            boolean fine,
            double share,
            Optional<Inner> last) {}

    private final JacksonJson json = new JacksonJson();

    @Test
    void recordsThereAndBack() {
        Outer outer = new Outer(
                "ü \u0000 \"",
                HealthState.CRASH_LOOP,
                Instant.parse("2026-11-21T12:00:00Z"),
                Duration.ofSeconds(90),
                Path.of("/srv/a b"),
                List.of(new Inner(1, Optional.of("x")), new Inner(2, Optional.empty())),
                Map.of("a", Long.MAX_VALUE),
                true,
                0.5,
                Optional.empty());
        String text = json.write(outer);
        assertTrue(text.contains("\"state\":\"crash-loop\""), text);
        assertTrue(text.contains("\"some_number\":1"), text);
        assertTrue(!text.contains("\"last\""), text);
        assertEquals(outer, json.read(text, Outer.class));
        assertEquals(outer, json.read(json.pretty(outer), Outer.class));
    }

    @Test
    void secretsStaySecret() {
        assertEquals("{\"password\":\"***\"}", json.write(Map.of("password", Secret.of("hunter22"))));
    }

    @Test
    void unknownKeysAreIgnoredAndMissingOnesNamed() {
        assertEquals(new Inner(3, Optional.empty()), json.read("{\"some_number\":3,\"new\":[1]}", Inner.class));
        ReconException refused = assertThrows(ReconException.class, () -> json.read("{}", Inner.class));
        assertTrue(refused.getMessage().contains("some_number is missing"), refused.getMessage());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "[1,]",
                "{\"a\":1,\"a\":2}",
                "1 2",
                "nul",
                "123456789012345678901234567890",
                "1e999",
                "'a'",
                "{a:1}",
                "\"\\x\"",
                "[NaN]"
            })
    void refuses(String text) {
        assertEquals(
                "json-malformed",
                assertThrows(ReconException.class, () -> json.read(text)).code());
    }

    @Test
    void refusesTooDeep() {
        assertThrows(ReconException.class, () -> json.read("[".repeat(65) + "]".repeat(65)));
        Object nested = List.of();
        for (int i = 0; i < 70; i++) {
            nested = List.of(nested);
        }
        Object deep = nested;
        assertThrows(IllegalArgumentException.class, () -> json.write(deep));
        assertThrows(IllegalArgumentException.class, () -> json.write(Double.NaN));
    }
}
