// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.discord;

import io.reconsync.api.ReconException;
import io.reconsync.api.command.Reply;
import io.reconsync.contract.commands.Commands;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A reply as a message: the answer in its first line. Pure. */
final class ReplyText {
    private static final String REFUSED = "\u26d4 ";

    private ReplyText() {}

    /** A result; those that are wanted most often have a form of their own. */
    static Rendered of(Commands.Result result) {
        if (result.schema().equals("status") && result.reply().data().containsKey("servers")) {
            return Rendered.of(StatusText.of(Status.of(result.reply().data())));
        }
        return of(result.reply());
    }

    static Rendered of(Reply reply) {
        List<String> blocks = new ArrayList<>();
        List<String> whole = new ArrayList<>();
        List<Rendered.Attachment> files = new ArrayList<>();
        for (Reply.Part part : reply.parts()) {
            if (part instanceof Reply.Text text) {
                blocks.add(Markdown.text(text.text().strip()));
                whole.add(text.text());
            } else if (part instanceof Reply.Table table) {
                blocks.add(TableText.of(table));
                whole.add(String.join("\n", TableText.lines(table)));
            } else if (part instanceof Reply.Fields fields) {
                blocks.add(fields(fields, true));
                whole.add(fields(fields, false));
            } else if (part instanceof Reply.Choice choice) {
                String lines = choice.commands().stream()
                        .map(line -> "\n" + Markdown.code(line))
                        .reduce("", String::concat);
                blocks.add(Markdown.text(choice.question()) + lines);
                whole.add(choice.question() + "\n" + String.join("\n", choice.commands()));
            } else if (part instanceof Reply.File file) {
                files.add(new Rendered.Attachment(fileName(file.name()), file.content()));
            }
        }
        if (!blocks.isEmpty() && blocks.get(0).startsWith("**") && reply.parts().get(0) instanceof Reply.Table table) {
            blocks.add(0, table.rows().size() == 1 ? "1 entry:" : table.rows().size() + " entries:");
        }
        String content = String.join("\n", blocks);
        return Rendered.of(content.isBlank() ? "Done." : content, String.join("\n\n", whole), files);
    }

    private static String fileName(String name) {
        String plain = name.replaceAll("[^A-Za-z0-9._-]", "_");
        return plain.isBlank() ? "file" : SlashLimits.cut(plain, SlashLimits.TEXT);
    }

    private static String fields(Reply.Fields fields, boolean marked) {
        List<String> lines = new ArrayList<>();
        for (Map.Entry<String, String> field : fields.fields()) {
            if (!field.getValue().isBlank()) {
                lines.add(
                        marked
                                ? "**" + Markdown.plain(field.getKey()) + "** " + Markdown.text(field.getValue())
                                : field.getKey() + "  " + field.getValue());
            }
        }
        return String.join("\n", lines);
    }

    /** What went wrong, and what to do now. */
    static Rendered of(ReconException error) {
        return refusal(error.getMessage(), error.nextStep(), error.code());
    }

    static Rendered refusal(String what, String next, String code) {
        return Rendered.of(REFUSED + Markdown.text(what) + "\n" + Markdown.text(next) + "\n-# " + Markdown.plain(code));
    }
}
