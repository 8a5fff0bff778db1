// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.protocol.net;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.reconsync.api.ReconException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * A golden table of hostile bytes: {@code name, bytes, code, sentence}, separated by tabs. What the code says now is
 * written to {@code target/malformed/}, to be compared and taken over by hand.
 */
public final class Malformed {
    private Malformed() {}

    /** Feeds the bytes of one row; gives normally when they are tolerated. */
    public interface Attempt {
        void feed(String bytes);
    }

    public static void check(String protocol, Attempt attempt) throws IOException {
        List<String> expected = new ArrayList<>();
        List<String> actual = new ArrayList<>();
        for (String row : rows(protocol)) {
            String[] cells = row.split("\t", -1);
            long start = System.nanoTime();
            expected.add(row);
            actual.add(cells[0] + "\t" + cells[1] + "\t" + outcome(attempt, cells[1]));
            Duration took = Duration.ofNanos(System.nanoTime() - start);
            assertTrue(took.toSeconds() < 5, () -> cells[0] + " took " + took);
        }
        Path report = Path.of("target", "malformed", protocol + ".tsv");
        Files.createDirectories(report.getParent());
        Files.write(report, actual);
        assertTrue(expected.size() >= 30, "only " + expected.size() + " rows for " + protocol);
        assertEquals(String.join("\n", expected), String.join("\n", actual));
    }

    private static String outcome(Attempt attempt, String bytes) {
        try {
            attempt.feed(bytes);
            return "tolerated\t";
        } catch (ReconException e) {
            return e.code() + "\t" + e.getMessage();
        }
    }

    private static List<String> rows(String protocol) throws IOException {
        try (InputStream in = Malformed.class.getResourceAsStream("/malformed/" + protocol + ".tsv")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .toList();
        }
    }
}
