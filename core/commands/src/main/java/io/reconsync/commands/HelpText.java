// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.commands;

import io.reconsync.api.command.CommandDescriptor;
import io.reconsync.api.command.CommandOption;
import io.reconsync.api.command.Reply;
import io.reconsync.contract.commands.Commands;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Help out of descriptors. Pure. */
final class HelpText {
    private HelpText() {}

    /** One line: {@code backup now <server> [--label <text>]}. */
    static String usage(String name, CommandDescriptor descriptor) {
        StringBuilder line = new StringBuilder(name);
        for (CommandOption option : descriptor.options()) {
            String shown = option.positional()
                    ? "<" + option.name() + ">"
                    : "--" + option.name()
                            + (option.type() == CommandOption.Type.FLAG ? "" : " <" + value(option) + ">");
            line.append(' ').append(option.required() ? shown : "[" + shown + "]");
        }
        return descriptor.confirm() ? line + " [--yes]" : line.toString();
    }

    private static String value(CommandOption option) {
        return switch (option.type()) {
            case NUMBER -> "number";
            case DURATION -> "time";
            case SERVER -> "server";
            default -> option.choices().isEmpty() ? "text" : String.join("|", option.choices());
        };
    }

    /** All commands. */
    static Reply overview(List<Commands.Entry> entries) {
        List<List<String>> rows = new ArrayList<>();
        List<Object> data = new ArrayList<>();
        for (Commands.Entry entry : entries) {
            rows.add(List.of(entry.name(), entry.descriptor().summary()));
            data.add(data(entry));
        }
        return new Reply(
                List.of(
                        new Reply.Table(List.of("command", "what it does"), rows),
                        new Reply.Text("More about one: help <command>, or <command> --help.")),
                Optional.empty(),
                Map.of("commands", data));
    }

    /** One command. */
    static Reply of(Commands.Entry entry) {
        CommandDescriptor d = entry.descriptor();
        List<Reply.Part> parts = new ArrayList<>();
        parts.add(new Reply.Text(d.summary() + "."));
        parts.add(new Reply.Text("Usage:   " + usage(entry.name(), d)));
        List<List<String>> rows = new ArrayList<>();
        for (CommandOption option : d.options()) {
            String shown = option.positional() ? "<" + option.name() + ">" : "--" + option.name();
            String choices = option.choices().isEmpty() ? "" : " (" + String.join(", ", option.choices()) + ")";
            rows.add(List.of(shown, option.summary() + choices + (option.required() ? "" : ", optional")));
        }
        if (d.confirm()) {
            rows.add(List.of("--yes", "Do it without asking again, optional"));
        }
        rows.add(List.of("--json", "Answer as JSON, optional"));
        parts.add(new Reply.Table(List.of("option", "meaning"), rows));
        parts.add(new Reply.Text("Example: " + d.example()));
        parts.add(new Reply.Text("Who may: " + Shown.name(d.tier()) + " and above."));
        return new Reply(parts, Optional.empty(), data(entry));
    }

    private static Map<String, Object> data(Commands.Entry entry) {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("name", entry.name());
        data.put("plugin", entry.plugin());
        data.put("summary", entry.descriptor().summary());
        data.put("usage", usage(entry.name(), entry.descriptor()));
        data.put("tier", Shown.name(entry.descriptor().tier()));
        data.put("changes", entry.descriptor().changes());
        data.put("confirm", entry.descriptor().confirm());
        data.put("example", entry.descriptor().example());
        return data;
    }
}
