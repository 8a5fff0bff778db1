// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.shell;

import io.reconsync.api.command.Reply;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A reply as text for a terminal. Control characters in it, which may come from players, are made visible. */
final class ReplyText {
    private final int width;

    /** {@code width} 0: nothing is cut. */
    ReplyText(int width) {
        this.width = width;
    }

    String of(Reply reply) {
        List<String> blocks = new ArrayList<>();
        for (Reply.Part part : reply.parts()) {
            String block = of(part);
            if (!block.isEmpty()) {
                blocks.add(block);
            }
        }
        return blocks.isEmpty() ? "" : String.join("\n\n", blocks) + "\n";
    }

    private String of(Reply.Part part) {
        if (part instanceof Reply.Text text) {
            return visible(text.text(), true).stripTrailing();
        } else if (part instanceof Reply.Table table) {
            return table(table);
        } else if (part instanceof Reply.Fields fields) {
            return fields(fields);
        } else if (part instanceof Reply.Choice choice) {
            return visible(choice.question(), true)
                    + choice.commands().stream()
                            .map(line -> "\n  " + visible(line, false))
                            .reduce("", String::concat);
        }
        return "";
    }

    private String table(Reply.Table table) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(table.columns().stream().map(cell -> visible(cell, false)).toList());
        table.rows()
                .forEach(row ->
                        rows.add(row.stream().map(cell -> visible(cell, false)).toList()));
        return String.join("\n", Columns.lines(rows, width));
    }

    private String fields(Reply.Fields fields) {
        int longest = fields.fields().stream()
                .mapToInt(field -> Columns.width(visible(field.getKey(), false)))
                .max()
                .orElse(0);
        List<String> lines = new ArrayList<>();
        for (Map.Entry<String, String> field : fields.fields()) {
            String name = visible(field.getKey(), false);
            String indent = "\n" + " ".repeat(longest + 2);
            lines.add(name
                    + " ".repeat(longest + 2 - Columns.width(name))
                    + visible(field.getValue(), true).replace("\n", indent));
        }
        return String.join("\n", lines);
    }

    /** Without characters that would move the cursor, change colours or reorder text. */
    static String visible(String text, boolean lines) {
        StringBuilder out = new StringBuilder(text.length());
        text.codePoints().forEach(c -> {
            if (c == '\n' && lines) {
                out.append('\n');
            } else if (c == '\t' || c == '\n') {
                out.append(' ');
            } else if (Character.isISOControl(c) || isReordering(c)) {
                out.append('\uFFFD');
            } else {
                out.appendCodePoint(c);
            }
        });
        return out.toString();
    }

    private static boolean isReordering(int c) {
        return c >= 0x202A && c <= 0x202E || c >= 0x2066 && c <= 0x2069;
    }
}
