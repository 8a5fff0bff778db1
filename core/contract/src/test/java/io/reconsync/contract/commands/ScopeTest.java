// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.contract.commands;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScopeTest {
    @ParameterizedTest
    @CsvSource({
        "ark-*, ark-island, true",
        "ark-*, ark-, true",
        "ark-*, ark, false",
        "ark-*, my-ark-island, false",
        "*-island, ark-island, true",
        "*-island, ark-island-2, false",
        "a*b*c, a-b-b-c, true",
        "a*b*c, a-b-b-, false",
        "rust-main, rust-main, true",
        "rust-main, rust-main2, false",
        "rust.main, rust-main, false",
        "**, anything, true"
    })
    void aStarStandsForAnyCharacters(String pattern, String server, boolean inside) {
        assertEquals(inside, new Scope(List.of(pattern)).contains(server));
    }

    @Test
    void nothingIsInsideNoPattern() {
        assertFalse(new Scope(List.of()).contains("ark"));
        assertFalse(new Scope(List.of()).isEverything());
        assertTrue(Scope.EVERYTHING.isEverything());
        assertFalse(new Scope(List.of("a*")).isEverything());
    }
}
