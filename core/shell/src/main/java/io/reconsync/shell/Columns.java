// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.shell;

import java.util.ArrayList;
import java.util.List;
import org.jline.utils.WCWidth;

/** A table as text: columns as wide as needed, the widest ones narrowed when the window is too small. */
final class Columns {
    private static final int NARROWEST = 8;
    private static final String GAP = "  ";

    private Columns() {}

    /** Lines without trailing blanks; {@code width} 0 for no limit. */
    static List<String> lines(List<List<String>> rows, int width) {
        if (rows.isEmpty()) {
            return List.of();
        }
        int[] wide = new int[rows.stream().mapToInt(List::size).max().orElse(0)];
        for (List<String> row : rows) {
            for (int i = 0; i < row.size(); i++) {
                wide[i] = Math.max(wide[i], width(row.get(i)));
            }
        }
        narrow(wide, width);
        List<String> lines = new ArrayList<>();
        for (List<String> row : rows) {
            StringBuilder line = new StringBuilder();
            for (int i = 0; i < row.size(); i++) {
                String cell = cut(row.get(i), wide[i]);
                line.append(i == 0 ? "" : GAP).append(cell).append(" ".repeat(wide[i] - width(cell)));
            }
            lines.add(line.toString().stripTrailing());
        }
        return lines;
    }

    private static void narrow(int[] wide, int width) {
        if (width <= 0) {
            return;
        }
        int room = width - GAP.length() * (wide.length - 1);
        while (java.util.Arrays.stream(wide).sum() > room) {
            int widest = 0;
            for (int i = 1; i < wide.length; i++) {
                widest = wide[i] > wide[widest] ? i : widest;
            }
            if (wide[widest] <= NARROWEST) {
                return;
            }
            wide[widest]--;
        }
    }

    /** Columns on a terminal; wide characters count twice, combining ones not at all. */
    static int width(String text) {
        return text.codePoints()
                .map(point -> Math.max(0, WCWidth.wcwidth(point)))
                .sum();
    }

    static String cut(String text, int width) {
        if (width(text) <= width) {
            return text;
        }
        StringBuilder out = new StringBuilder();
        int used = 0;
        for (int point : text.codePoints().toArray()) {
            int next = Math.max(0, WCWidth.wcwidth(point));
            if (used + next > width - 1) {
                break;
            }
            out.appendCodePoint(point);
            used += next;
        }
        return out.append('…').toString();
    }
}
