// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.gates;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class CanariesTest {
    @TempDir
    Path scratch;

    static List<Canary> canaries() {
        return Canary.all();
    }

    @ParameterizedTest
    @MethodSource("canaries")
    void redWhereExpectedAndNowhereElse(Canary canary) throws IOException {
        List<String> found = canary.run(scratch).stream().map(Finding::toString).toList();

        for (String expected : canary.expected()) {
            String gate = expected.split(" ")[0];
            String text = expected.substring(gate.length() + 1);
            assertTrue(
                    found.stream().anyMatch(f -> f.startsWith("[" + gate + "]") && f.contains(text)),
                    () -> "not reported: " + expected + " in " + found);
        }
        assertEquals(canary.expected().size(), found.size(), () -> "more was found: " + found);
    }

    @Test
    void everyGateHasACanary() throws IOException {
        Set<String> covered = Canary.all().stream()
                .flatMap(canary -> canary.expected().stream())
                .map(expected -> expected.split(" ")[0])
                .collect(Collectors.toSet());
        List<String> naked = Gates.all(Rules.shipped()).stream()
                .map(Gate::name)
                .filter(name -> !covered.contains(name))
                .toList();
        assertEquals(List.of(), naked);
    }
}
