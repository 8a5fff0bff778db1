// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.contract.commands;

import java.util.List;

/**
 * Which servers somebody may know of, as a Discord guild does. Immutable.
 *
 * @param patterns ids of servers, where {@code *} stands for any characters; none: no server at all
 */
public record Scope(List<String> patterns) {
    /** All servers. */
    public static final Scope EVERYTHING = new Scope(List.of("*"));

    public Scope {
        patterns = List.copyOf(patterns);
    }

    /** Whether no server is outside. */
    public boolean isEverything() {
        return patterns.contains("*");
    }

    /** Whether a server is inside. */
    public boolean contains(String server) {
        return patterns.stream().anyMatch(pattern -> fits(pattern, server));
    }

    /** Greedy with one step back, so in linear time but for the number of stars. */
    private static boolean fits(String pattern, String text) {
        int p = 0;
        int t = 0;
        int star = -1;
        int mark = 0;
        while (t < text.length()) {
            if (p < pattern.length() && pattern.charAt(p) == '*') {
                star = p++;
                mark = t;
            } else if (p < pattern.length() && pattern.charAt(p) == text.charAt(t)) {
                p++;
                t++;
            } else if (star >= 0) {
                p = star + 1;
                t = ++mark;
            } else {
                return false;
            }
        }
        while (p < pattern.length() && pattern.charAt(p) == '*') {
            p++;
        }
        return p == pattern.length();
    }
}
