// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.simulation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Test;

class OptionsTest {
    @Test
    void valuesSwitchesAndTheGamesOwnArguments() {
        Options options = Options.parse(
                List.of("--dir", "/tmp/a b", "--speed", "2.5", "--set", "name=A=B", "--", "+rcon.port", "1"));
        assertEquals("/tmp/a b", options.dir().toString());
        assertEquals(2.5, options.decimal("speed", 1));
        assertEquals("A=B", options.flag("name", "x"));
        assertEquals(List.of("+rcon.port", "1"), options.gameArguments());
        assertEquals(0, options.port("game-port"));
    }

    @Test
    void mistakesAreSentences() {
        assertEquals("--dir is missing", message(() -> Options.parse(List.of()).dir()));
        assertEquals("--seed needs a value", message(() -> Options.parse(List.of("--seed"))));
        assertEquals(
                "seed must be a number, not 'x'",
                message(() -> Options.parse(List.of("--seed", "x")).whole("seed", 1)));
        assertEquals(
                "--game-port must lie between 0 and 65535, not 70000",
                message(() -> Options.parse(List.of("--game-port", "70000")).port("game-port")));
    }

    private static String message(org.junit.jupiter.api.function.Executable mistake) {
        return assertThrows(IllegalArgumentException.class, mistake).getMessage();
    }
}
