// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.protocol.log;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import io.reconsync.api.ErrorOwner;
import io.reconsync.api.ReconException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A pattern of a profile: RE2 syntax with named groups {@code (?<name>…)}, matched anywhere unless it starts with
 * {@code ^}. Matching takes time linear in the line, of which at most {@value #LONGEST_LINE} characters are looked at.
 * Immutable and thread-safe.
 */
public final class LinePattern {
    private static final int LONGEST_LINE = 4096;
    private static final int LONGEST_PATTERN = 2048;
    private static final int MOST_STATES = 5_000;

    private final Pattern pattern;

    private LinePattern(Pattern pattern) {
        this.pattern = pattern;
    }

    /**
     * Compiles a pattern.
     *
     * @param place where it stands, for the message: {@code games/foo.yaml events[2].line}
     * @throws ReconException code {@code pattern-invalid}, owner USER, when it is no RE2 expression or would get too
     *     large
     */
    public static LinePattern compile(String place, String text) {
        if (text.length() > LONGEST_PATTERN) {
            throw invalid(place, text, "it is longer than " + LONGEST_PATTERN + " characters");
        }
        if (PatternSize.of(text) > MOST_STATES) {
            throw invalid(place, text, "its repetitions multiply to more than " + MOST_STATES + " states");
        }
        try {
            return new LinePattern(Pattern.compile(text));
        } catch (PatternSyntaxException e) {
            throw invalid(place, text, reason(e));
        }
    }

    /** The names of the groups in the pattern. */
    public Set<String> groups() {
        return Set.copyOf(pattern.namedGroups().keySet());
    }

    /** Whether the pattern matches somewhere in the line. */
    public boolean matches(String line) {
        return pattern.matcher(cut(line)).find();
    }

    /** The named groups of the first match that took part in it; empty when nothing matches. */
    public Optional<Map<String, String>> find(String line) {
        Matcher matcher = pattern.matcher(cut(line));
        if (!matcher.find()) {
            return Optional.empty();
        }
        Map<String, String> groups = new HashMap<>();
        for (String name : pattern.namedGroups().keySet()) {
            String value = matcher.group(name);
            if (value != null) {
                groups.put(name, value);
            }
        }
        return Optional.of(groups);
    }

    /** The line without a match of this pattern at its very start. */
    public String cutFromStart(String line) {
        Matcher matcher = pattern.matcher(cut(line));
        return matcher.lookingAt() ? line.substring(matcher.end()) : line;
    }

    private static String cut(String line) {
        return line.length() <= LONGEST_LINE ? line : line.substring(0, LONGEST_LINE);
    }

    /** RE2/J reports a closing parenthesis too many as an error of its own. */
    private static String reason(PatternSyntaxException e) {
        if (e.getDescription().contains("internal error")) {
            return "a closing ) has no opening one";
        }
        boolean part = e.getPattern() != null && !e.getPattern().isEmpty();
        return e.getDescription() + (part ? " at '" + e.getPattern() + "'" : "");
    }

    private static ReconException invalid(String place, String text, String reason) {
        String shown = text.length() <= 80 ? text : text.substring(0, 80) + "…";
        return new ReconException(
                "pattern-invalid",
                ErrorOwner.USER,
                "The pattern '" + shown + "' at " + place + " cannot be used: " + reason + ".",
                "Write it as an RE2 expression; look-around and back references do not exist there.");
    }

    @Override
    public String toString() {
        return pattern.pattern();
    }
}
