// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.protocol.log;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Estimates how many states a pattern compiles to. RE2/J expands counted repetitions, and nested ones multiply:
 * {@code ((a{1000}){1000}){1000}} would fill any memory before the first line is matched.
 */
final class PatternSize {
    private final String text;
    private int at;

    private PatternSize(String text) {
        this.text = text;
    }

    static long of(String text) {
        return new PatternSize(text).total();
    }

    private long total() {
        Deque<Long> outer = new ArrayDeque<>();
        long sum = 0;
        long atom = 0;
        while (at < text.length()) {
            char c = text.charAt(at);
            if (c == '(') {
                outer.push(sum + atom);
                sum = 0;
                atom = 0;
                at++;
            } else if (c == ')') {
                atom = sum + atom;
                sum = outer.isEmpty() ? 0 : outer.pop();
                at++;
            } else if (c == '{' && counted() > 0) {
                atom *= counted();
                at = text.indexOf('}', at) + 1;
            } else {
                sum += atom;
                atom = 1;
                skipAtom(c);
            }
            if (sum + atom > Integer.MAX_VALUE) {
                return Integer.MAX_VALUE;
            }
        }
        while (!outer.isEmpty()) {
            sum += outer.pop();
        }
        return sum + atom;
    }

    /** The larger bound of a repetition that starts here; 0 when it is none. */
    private long counted() {
        int end = text.indexOf('}', at);
        if (end < 0 || end - at > 12) {
            return 0;
        }
        long most = 0;
        for (String bound : text.substring(at + 1, end).split(",")) {
            if (bound.isEmpty() || !bound.chars().allMatch(Character::isDigit)) {
                return 0;
            }
            most = Math.max(most, Long.parseLong(bound));
        }
        return Math.max(1, most);
    }

    private void skipAtom(char first) {
        if (first == '\\') {
            at += 2;
        } else if (first == '[') {
            int end = at + 1;
            if (end < text.length() && text.charAt(end) == '^') {
                end++;
            }
            end++;
            while (end < text.length() && text.charAt(end) != ']') {
                end += text.charAt(end) == '\\' ? 2 : 1;
            }
            at = end + 1;
        } else {
            at++;
        }
    }
}
