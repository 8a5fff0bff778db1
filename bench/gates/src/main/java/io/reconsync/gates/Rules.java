// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.gates;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The lines of {@code rooms.rules}.
 *
 * @param lines each with its verb and words
 */
record Rules(List<Line> lines) {
    record Line(String verb, List<String> words) {}

    static Rules shipped() throws IOException {
        try (InputStream in = Rules.class.getResourceAsStream("/rooms.rules")) {
            return parse(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        }
    }

    static Rules parse(String text) {
        List<Line> lines = new ArrayList<>();
        for (String raw : text.lines().toList()) {
            String line = raw.strip();
            if (!line.isEmpty() && !line.startsWith("#")) {
                List<String> words = Arrays.asList(line.split("\\s+"));
                lines.add(new Line(words.get(0), List.copyOf(words.subList(1, words.size()))));
            }
        }
        return new Rules(List.copyOf(lines));
    }

    /** The words behind the first line of this verb whose first word fits the subject. */
    Optional<List<String>> first(String verb, String subject) {
        return all(verb).stream()
                .filter(words -> fits(words.get(0), subject))
                .findFirst()
                .map(words -> words.subList(1, words.size()));
    }

    /** All lines of a verb. */
    List<List<String>> all(String verb) {
        return lines.stream()
                .filter(line -> line.verb().equals(verb))
                .map(Line::words)
                .toList();
    }

    /** Whether a room stands in the list of a verb that has only one. */
    boolean lists(String verb, String room) {
        return all(verb).stream().anyMatch(words -> anyFits(words, room));
    }

    static boolean anyFits(List<String> patterns, String subject) {
        return patterns.stream().anyMatch(pattern -> fits(pattern, subject));
    }

    /** {@code *} stands for one step of a path, or the rest of a word. */
    static boolean fits(String pattern, String subject) {
        String regex = pattern.replace(".", "\\.").replace("*", "[^/]*");
        return subject.matches(regex);
    }
}
