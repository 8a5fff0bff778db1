// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.discord;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.reconsync.api.ErrorOwner;
import io.reconsync.api.ReconException;
import io.reconsync.api.command.Reply;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RenderingTest {
    private static Rendered of(Reply.Part... parts) {
        return ReplyText.of(new Reply(List.of(parts), Optional.empty(), Map.of()));
    }

    @Test
    void gameTextFormatsLinksAndMentionsNothing() {
        String shown = Markdown.text("**@everyone** <@123> `x` [a](http://evil) ||s|| # big \u202Eabc");
        assertFalse(shown.contains("@everyone"), shown);
        assertFalse(shown.contains("<@123>".substring(0, 3)) && !shown.contains("\\<"), shown);
        assertFalse(shown.contains("http://"), shown);
        assertFalse(shown.contains("\u202E"), shown);
        assertTrue(shown.startsWith("\\*\\*@"), shown);
    }

    @Test
    void nobodyBreaksOutOfABlock() {
        String block = Markdown.block("a ``` @everyone");
        assertEquals(2, block.split("```", -1).length - 1, block);
        assertFalse(Markdown.code("a`b").substring(1, 4).contains("`"));
    }

    @Test
    void timesAreTheReadersOwn() {
        assertEquals("at <t:1795262400:f>.", Markdown.text("at 2026-11-21 12:00:00 UTC."));
        assertEquals("at <t:1795258800:f>.", Markdown.text("at 2026-11-21 12:00:00 CET."));
        assertEquals("<t:1795262400:f>", Markdown.text("2026-11-21T12:00:00Z"));
        assertEquals("2026-99-21 12:00:00 UTC", Markdown.text("2026-99-21 12:00:00 UTC"));
    }

    @Test
    void narrowTablesAreABlockOfAtMost38Columns() {
        Rendered shown = of(
                new Reply.Table(List.of("name", "for"), List.of(List.of("Ragnar", "5m"), List.of("Bj\u00f6rn", "1h"))));
        assertTrue(shown.content().startsWith("```\nname    for\n"), shown.content());
        shown.content().lines().forEach(line -> assertTrue(line.length() <= 38, line));
    }

    @Test
    void wideTablesAreAListWithTheCountFirst() {
        Rendered shown = of(new Reply.Table(
                List.of("job", "kind", "what"),
                List.of(List.of("1", "backup", "x".repeat(60)), List.of("2", "-", "y"))));
        assertEquals("2 entries:", shown.content().lines().findFirst().orElse(""));
        assertTrue(shown.content().contains("\n**2** \u00b7 what y"), shown.content());
        assertFalse(shown.content().contains("```"), shown.content());
    }

    @Test
    void whatIsTooLongIsInAFileAndTheFirstLineStays() {
        StringBuilder text = new StringBuilder("The answer.\n");
        for (int i = 0; i < 500; i++) {
            text.append("line ").append(i).append('\n');
        }
        Rendered shown = of(new Reply.Text(text.toString()));
        assertTrue(shown.content().length() <= Rendered.LONGEST);
        assertTrue(shown.content().startsWith("The answer.\n"));
        assertTrue(shown.content().endsWith("All of it is in the file."));
        String file = new String(shown.files().get(0).content(), StandardCharsets.UTF_8);
        assertTrue(file.contains("line 499"), file);
    }

    @Test
    void aBlockThatIsCutIsClosed() {
        List<List<String>> rows = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            rows.add(List.of("row" + i, "x"));
        }
        Rendered shown = of(new Reply.Table(List.of("a", "b"), rows));
        assertEquals(2, shown.content().split("```", -1).length - 1, shown.content());
        assertTrue(shown.content().length() <= Rendered.LONGEST);
    }

    @Test
    void oneEndlessLineIsCutToo() {
        Rendered shown = of(new Reply.Text("\ud83d\ude00".repeat(5000)));
        assertTrue(shown.content().length() <= Rendered.LONGEST);
        assertEquals(1, shown.files().size());
    }

    @Test
    void anErrorSaysWhatAndWhatNowAndNoMore() {
        Rendered shown = ReplyText.of(new ReconException(
                "disk-full", ErrorOwner.HOST, "The disk is full.", "Free 2 GB.", new IllegalStateException("secret")));
        assertEquals("\u26d4 The disk is full.\nFree 2 GB.\n-# disk-full", shown.content());
    }

    @Test
    void theStatusAnswersInItsFirstLine() {
        Map<String, Object> server = Map.of(
                "id",
                "ark_1",
                "game",
                "ark",
                "state",
                "running",
                "explanation",
                "",
                "players",
                "2/10",
                "last_backup",
                "2026-11-21T12:00:00Z");
        Map<String, Object> down = Map.of("id", "rust", "game", "rust", "state", "crashed", "explanation", "Gone.");
        String text = StatusText.of(Status.of(Map.of("name", "host", "ready", true, "servers", List.of(server, down))));
        assertEquals(
                "**host** 1 of 2 running, 2 players, nothing is wrong.",
                text.lines().findFirst().orElse(""));
        assertTrue(text.contains("**ark\\_1** running \u00b7 players 2/10 \u00b7 backup <t:1795262400:R>"), text);
        assertTrue(text.contains("**rust** crashed \u00b7 backup never\n-# Gone."), text);
    }
}
