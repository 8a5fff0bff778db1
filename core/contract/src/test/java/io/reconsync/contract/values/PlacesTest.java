// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.contract.values;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.reconsync.api.ReconException;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PlacesTest {
    private static final Map<String, String> VALUES =
            Map.of("map", "The Island", "query.port", "27015", "evil", "%{map}", "seed", "", "a-1", "dash");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "%{map}?listen | The Island?listen",
                "-port=%{query.port} %{query.port} | -port=27015 27015",
                "%{query.port+1} | 27016",
                "%{query.port-15} | 27000",
                "\"%{seed|1234}/%{none|}\" | 1234/",
                "%{evil} | %{map}",
                "%%{map} 100% | %{map} 100%",
                "%{a-1} | dash",
                "$1 \\ %{map} | $1 \\ The Island",
            })
    void fills(String text, String expected) {
        assertEquals(expected, Places.fill(text, VALUES));
    }

    @ParameterizedTest
    @ValueSource(strings = {"%{", "%{map", "%{}", "%{a b}", "%{map+1}", "x%{+1}"})
    void refusesMalformed(String text) {
        assertEquals(
                "place-malformed",
                assertThrows(ReconException.class, () -> Places.fill(text, VALUES))
                        .code());
    }

    @Test
    void namesWhatIsMissingAndWhatThereIs() {
        ReconException refused = assertThrows(ReconException.class, () -> Places.fill("%{mapp}", VALUES));
        assertEquals("place-unknown", refused.code());
        assertEquals(
                "Set mapp in the server's file, or use one of: a-1, evil, map, query.port, seed.", refused.nextStep());
    }

    @Test
    void sumsAndNames() {
        assertEquals(27016, Places.number("%{query.port}+1", VALUES));
        assertEquals(27014, Places.number(" %{query.port} - 1 ", VALUES));
        assertEquals(25575, Places.number("25575", VALUES));
        assertThrows(ReconException.class, () -> Places.number("%{map}", VALUES));
        assertEquals(Set.of("query.port", "b"), Places.names("%{query.port+1} %{b} %{c|d} %%{e}"));
    }
}
