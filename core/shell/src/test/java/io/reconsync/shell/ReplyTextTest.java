// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.reconsync.api.command.Reply;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ReplyTextTest {
    private static String text(int width, Reply.Part... parts) {
        return new ReplyText(width).of(new Reply(List.of(parts), Optional.empty(), Map.of()));
    }

    @Test
    void partsStandApartInTheirOrder() {
        String text = text(
                0,
                new Reply.Text("All well."),
                new Reply.Fields(List.of(Map.entry("id", "ark"), Map.entry("state", "running\nsince today"))),
                new Reply.Choice("What now?", List.of("backup now ark")));
        assertEquals(
                "All well.\n\nid     ark\nstate  running\n       since today\n\nWhat now?\n  backup now ark\n", text);
    }

    @Test
    void aTableFitsTheWindowByItsWidestColumn() {
        Reply.Table table = new Reply.Table(
                List.of("ID", "TEXT"), List.of(List.of("ark-island", "x".repeat(100)), List.of("b", "short")));
        for (String line : text(40, table).split("\n")) {
            assertTrue(Columns.width(line) <= 40, line);
        }
        assertTrue(text(40, table).contains("ark-island"));
        assertTrue(text(40, table).contains("…"));
        assertTrue(text(0, table).contains("x".repeat(100)));
    }

    @Test
    void wideCharactersKeepColumnsInLine() {
        List<String> lines = Columns.lines(List.of(List.of("世界", "a"), List.of("x", "b")), 0);
        assertEquals(List.of("世界  a", "x     b"), lines);
        assertEquals("世…", Columns.cut("世界世界", 4));
        assertEquals(4, Columns.width("世界"));
    }

    @Test
    void aTinyWindowBreaksNothing() {
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("a".repeat(20), "b".repeat(20), "c".repeat(20)));
        assertEquals(1, Columns.lines(rows, 1).size());
        assertEquals(List.of(), Columns.lines(List.of(), 10));
    }

    @Test
    void namesOfPlayersCannotDriveTheTerminal() {
        String text = text(
                80,
                new Reply.Text("joined: \u001b[2Jevil\u0007\u009b31m \u202ereversed"),
                new Reply.Table(List.of("NAME"), List.of(List.of("two\nlines\ttab"))));
        assertFalse(text.contains("\u001b"));
        assertFalse(text.contains("\u009b"));
        assertFalse(text.contains("\u202e"));
        assertTrue(text.contains("two lines tab"));
    }

    @Test
    void optionsOfEveryCommandAreTakenOut() {
        CommandWords line =
                CommandWords.of(List.of("backup", "--json", "now", "--no-wait", "--wait", "x", "--", "--help"));
        assertEquals(List.of("backup", "now", "x", "--", "--help"), line.words());
        assertTrue(line.json());
        assertFalse(line.help());
        assertEquals(Optional.of(true), line.waiting());
    }

    @Test
    void linesOfAScriptComeWholeAndWithoutColours() {
        List<String> lines = new ArrayList<>();
        TextOutput out = new TextOutput(lines::add);
        byte[] bytes = "a\u001b[31mü\u001b[0m\nrest".getBytes(java.nio.charset.StandardCharsets.UTF_8);
        for (byte b : bytes) {
            out.write(b);
        }
        assertEquals(List.of("aü\n"), lines);
        out.close();
        assertEquals(List.of("aü\n", "rest"), lines);
    }
}
