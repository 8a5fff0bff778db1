// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.reconsync.contract.runtime.Role;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CommandLineTest {
    private static CommandLine parse(Map<String, String> environment, String... arguments) {
        return CommandLine.parse(List.of(arguments), environment);
    }

    @Test
    void optionsOfTheLauncherEndAtTheFirstWord() {
        CommandLine line = parse(Map.of(), "--home", "/a b", "--role=agent", "status", "--home", "/x", "--json");
        assertEquals(Path.of("/a b"), line.home().root());
        assertEquals(Role.AGENT, line.role());
        assertEquals("status", line.command());
        assertEquals(List.of("--home", "/x", "--json"), line.rest());
    }

    @Test
    void theHomeComesFromTheOptionThenTheEnvironmentThenTheProgram() {
        Map<String, String> environment = Map.of("RECONSYNC_HOME", "/from/environment");
        assertEquals(
                Path.of("/given"), parse(environment, "--home=/given").home().root());
        assertEquals(Path.of("/from/environment"), parse(environment).home().root());
        assertEquals(
                Path.of("/prog"), parse(Map.of(), "--program", "/prog").home().root());
        assertEquals(
                Path.of("/prog"),
                parse(Map.of("RECONSYNC_HOME", " "), "--program", "/prog")
                        .home()
                        .root());
    }

    @Test
    void nothingMeansHelp() {
        assertEquals("help", parse(Map.of()).command());
        assertTrue(parse(Map.of()).rest().isEmpty());
    }

    @Test
    void aMissingValueAndAnUnknownRoleAreSaid() {
        assertEquals(
                2, assertThrows(Refusal.class, () -> parse(Map.of(), "--home")).exit());
        Refusal role = assertThrows(Refusal.class, () -> parse(Map.of(), "--role", "king"));
        assertTrue(role.sentence().contains("agent, bot or standalone"));
    }

    @Test
    void whatStandsBehindTwoDashesIsNoOption() {
        CommandLine line = parse(Map.of(), "console", "x", "--", "--json");
        assertFalse(line.has("--json"));
        assertTrue(parse(Map.of(), "console", "--json").has("--json"));
    }

    @Test
    void nearWordsAreFoundAndFarOnesAreNot() {
        List<String> words = List.of("run", "check", "service", "version");
        assertEquals("check", Nearest.to("chekc", words).orElseThrow());
        assertEquals("version", Nearest.to("verison", words).orElseThrow());
        assertTrue(Nearest.to("backup", words).isEmpty());
        assertEquals(1, Nearest.distance("ab", "ba"));
        assertEquals(3, Nearest.distance("", "abc"));
    }

    @Test
    void pathsInAUnitAreQuoted() {
        assertEquals("\"/a b/%%h\\\"x\\\\\"", ServiceCommand.quoted("/a b/%h\"x\\"));
    }
}
