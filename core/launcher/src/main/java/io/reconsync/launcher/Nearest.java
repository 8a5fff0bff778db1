// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.launcher;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/** What a misspelt word was probably meant to be. */
final class Nearest {
    private Nearest() {}

    /** The nearest of the known words, if one is near: a third of its letters may differ. */
    static Optional<String> to(String typed, Collection<String> known) {
        return known.stream()
                .filter(word -> distance(typed, word)
                        <= Math.max(1, word.replace("-", "").length() / 3))
                .min(Comparator.comparingInt(word -> distance(typed, word)));
    }

    /** Edits from one to the other; letters changing places count as one. */
    static int distance(String a, String b) {
        int[][] cost = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            for (int j = 0; j <= b.length(); j++) {
                if (i == 0 || j == 0) {
                    cost[i][j] = i + j;
                    continue;
                }
                int change = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
                cost[i][j] = Math.min(Math.min(cost[i - 1][j], cost[i][j - 1]) + 1, cost[i - 1][j - 1] + change);
                boolean swapped =
                        i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1);
                if (swapped) {
                    cost[i][j] = Math.min(cost[i][j], cost[i - 2][j - 2] + 1);
                }
            }
        }
        return cost[a.length()][b.length()];
    }
}
