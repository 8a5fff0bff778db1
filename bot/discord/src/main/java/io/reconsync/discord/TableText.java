// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.discord;

import io.reconsync.api.command.Reply;
import java.util.ArrayList;
import java.util.List;

/** A table that can be read on a phone: narrow ones as a block, wide ones as a list. Pure. */
final class TableText {
    /** Columns that a phone shows without a break. */
    static final int NARROW = 38;

    private static final String GAP = "  ";

    private TableText() {}

    static String of(Reply.Table table) {
        List<String> lines = lines(table);
        int widest = lines.stream().mapToInt(String::length).max().orElse(0);
        return widest <= NARROW ? Markdown.block(String.join("\n", lines)) : list(table);
    }

    /** The table as aligned text. */
    static List<String> lines(Reply.Table table) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(table.columns());
        rows.addAll(table.rows());
        int columns = rows.stream().mapToInt(List::size).max().orElse(0);
        List<String> lines = new ArrayList<>();
        for (List<String> row : rows) {
            StringBuilder line = new StringBuilder();
            for (int i = 0; i < row.size(); i++) {
                String cell = Markdown.visible(row.get(i), false);
                line.append(cell);
                if (i < columns - 1) {
                    line.append(" ".repeat(width(rows, i) - cell.length())).append(GAP);
                }
            }
            lines.add(line.toString().stripTrailing());
        }
        return lines;
    }

    private static int width(List<List<String>> rows, int column) {
        return rows.stream()
                .filter(row -> row.size() > column)
                .mapToInt(row -> Markdown.visible(row.get(column), false).length())
                .max()
                .orElse(0);
    }

    private static String list(Reply.Table table) {
        List<String> lines = new ArrayList<>();
        for (List<String> row : table.rows()) {
            StringBuilder line = new StringBuilder();
            for (int i = 0; i < row.size(); i++) {
                String cell = row.get(i);
                if (cell.isBlank() || cell.equals("-")) {
                    continue;
                }
                String heading = i < table.columns().size() ? table.columns().get(i) : "";
                line.append(line.length() == 0 ? "" : " \u00b7 ")
                        .append(i == 0 ? "**" + Markdown.text(cell) + "**" : heading + " " + Markdown.text(cell));
            }
            lines.add(line.toString());
        }
        return String.join("\n", lines);
    }
}
