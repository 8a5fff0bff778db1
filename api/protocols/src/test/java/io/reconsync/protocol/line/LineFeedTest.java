// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.protocol.line;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.reconsync.protocol.net.Hex;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class LineFeedTest {
    private final LineFeed feed = new LineFeed();

    private List<String> take(String hex) {
        List<String> lines = new ArrayList<>();
        byte[] bytes = Hex.bytes(hex);
        for (byte one : bytes) {
            feed.take(new byte[] {one}, 1, lines::add);
        }
        return lines;
    }

    @Test
    void cutsLinesAndKeepsThePrompt() {
        assertEquals(List.of("one", "", "two"), take("\"one\" 0d0a 0d0a \"two\" 0a \"Password:\""));
        assertEquals("Password:", feed.partial());
    }

    @Test
    void takesTelnetCommandsAndNulsOut() {
        assertEquals(
                List.of("abcdef"),
                take("\"a\" fffb01 \"b\" fffd18 \"c\" 00 \"d\" fffa 18 00 41 fff0 \"e\" fff9 \"f\" 0a"));
    }

    @Test
    void keepsTheTextBehindAStrayFf() {
        assertEquals(List.of("ab"), take("\"a\" ff \"b\" 0a"));
        assertEquals(List.of("ab"), take("\"a\" ffff \"b\" 0a"));
    }

    @Test
    void cutsEndlessLines() {
        List<String> lines = new ArrayList<>();
        byte[] bytes = "x".repeat(1 << 20).getBytes(java.nio.charset.StandardCharsets.US_ASCII);
        for (int i = 0; i < 8; i++) {
            feed.take(bytes, bytes.length, lines::add);
        }
        feed.take(new byte[] {'\n'}, 1, lines::add);
        assertEquals(16 * 1024, lines.get(0).length());
    }

    @Test
    void survivesNoise() {
        byte[] noise = new byte[1 << 20];
        new Random(3).nextBytes(noise);
        List<String> lines = new ArrayList<>();
        feed.take(noise, noise.length, lines::add);
        assertTrue(lines.stream().noneMatch(line -> line.indexOf(0) >= 0));
    }
}
