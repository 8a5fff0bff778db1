// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.reconsync.contract.control.WireJson;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class OfflineHelpTest {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    private Optional<Integer> explain(String... words) throws IOException {
        bytes.reset();
        return OfflineHelp.shipped().explain(List.of(words), new PrintStream(bytes, true, StandardCharsets.UTF_8));
    }

    private String shown() {
        return bytes.toString(StandardCharsets.UTF_8);
    }

    @Test
    void aCommandIsExplainedWithItsArgumentsBehindItOrNot() throws IOException {
        assertEquals(Optional.of(0), explain("backup", "now", "ark", "--help"));
        String behind = shown();
        assertTrue(behind.contains("Usage:   backup now <server> [--label <text>]"), behind);
        assertTrue(behind.contains("--label") && behind.contains("Example: backup now"), behind);
        explain("backup", "now");
        assertEquals(behind, shown());
    }

    @Test
    void theFirstWordOfSeveralListsThem() throws IOException {
        explain("backup");
        assertTrue(shown().contains("backup list") && shown().contains("backup verify"), shown());
        explain("restore");
        assertTrue(shown().contains("--safety"), shown());
    }

    @Test
    void programsGetData() throws IOException {
        explain("status", "--json");
        assertEquals("status", ((Map<?, ?>) WireJson.read(shown())).get("name"));
    }

    @Test
    void whatIsUnknownIsLeftToARunningInstance() throws IOException {
        assertEquals(Optional.empty(), explain("ark", "mods"));
        assertEquals(Optional.empty(), explain("--help"));
        assertEquals("", shown());
    }
}
