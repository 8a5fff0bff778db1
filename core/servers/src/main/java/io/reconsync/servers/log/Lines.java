// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.servers.log;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** The last lines, numbered, in bounded memory. Thread-safe. */
final class Lines {
    private static final int MOST = 2000;
    private static final int MOST_CHARACTERS = 512 * 1024;

    private final Deque<String> lines = new ArrayDeque<>();
    private long count;
    private int characters;

    synchronized void add(String line) {
        lines.addLast(line);
        count++;
        characters += line.length();
        while (lines.size() > MOST || characters > MOST_CHARACTERS && lines.size() > 1) {
            characters -= lines.removeFirst().length();
        }
    }

    /** How many there have been. */
    synchronized long count() {
        return count;
    }

    /** Those after the first {@code from}, as far as they are still known. */
    synchronized List<String> after(long from) {
        long first = count - lines.size();
        return lines.stream().skip(Math.max(0, from - first)).toList();
    }

    synchronized List<String> last(int number) {
        List<String> all = new ArrayList<>(lines);
        return List.copyOf(all.subList(Math.max(0, all.size() - Math.max(0, number)), all.size()));
    }
}
