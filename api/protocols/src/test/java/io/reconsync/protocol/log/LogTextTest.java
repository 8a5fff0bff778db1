// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.protocol.log;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.reconsync.api.ReconException;
import io.reconsync.api.game.GameProfile;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LogTextTest {
    private final LogText text = LogText.of("games/foo.yaml", Profiles.log("a.log"));

    @Test
    void stripsTerminalEscapes() {
        assertEquals("Saved the world", text.clean("\u001b[1;32mSaved\u001b[0m the \u001b[38;5;10mworld\u001b[m"));
        assertEquals("done", text.clean("\u001b]0;title\u0007done"));
        assertEquals("done", text.clean("\u001b]8;;http://x\u001b\\done"));
        assertEquals("ab", text.clean("a\u009b31mb\u001b(B"));
    }

    @Test
    void doesNotLetAnOpenEscapeSwallowTheLine() {
        assertEquals("0;x Bob joined", text.clean("\u001b]0;x Bob joined"));
        assertEquals("ob joined", text.clean("\u001b[Bob joined"));
    }

    @Test
    void dropsControlCharacters() {
        assertEquals("ab\tc", text.clean("a\u0000b\u0008\tc\u007f\r"));
    }

    @Test
    void keepsEscapesWhenTheProfileDoesNotStripThem() {
        LogText plain =
                LogText.of("games/foo.yaml", new GameProfile.LogPart(List.of("a.log"), List.of(), Optional.empty()));
        assertEquals("\u001b[1mx\u0000", plain.clean("\u001b[1mx\u0000"));
    }

    @Test
    void cutsThePrefixAtTheStartOnly() {
        LogText cut = LogText.of("games/foo.yaml", Profiles.prefixed("\\[[^\\]]+\\]: "));
        assertEquals("Bob joined [x]: y", cut.clean("[12:00]: Bob joined [x]: y"));
        assertEquals("Bob [x]: y", cut.clean("Bob [x]: y"));
    }

    @Test
    void cutsBetweenCharacters() {
        String line = text.clean("x".repeat(LogText.LONGEST - 1) + "\uD83D\uDE00");
        assertEquals(LogText.LONGEST - 1, line.length());
    }

    @Test
    void staysLinearOnHostileEscapes() {
        long start = System.nanoTime();
        text.clean("\u001b]".repeat(500_000));
        text.clean("\u001b[".repeat(500_000) + "1".repeat(500_000));
        assertTrue(System.nanoTime() - start < 5_000_000_000L);
    }

    @Test
    void refusesUnknownWords() {
        GameProfile.LogPart part = new GameProfile.LogPart(List.of(), List.of("colour"), Optional.empty());
        assertEquals(
                "setting-invalid",
                assertThrows(ReconException.class, () -> LogText.of("games/foo.yaml", part))
                        .code());
    }
}
