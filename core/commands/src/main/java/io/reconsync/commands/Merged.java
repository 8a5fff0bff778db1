// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.commands;

import io.reconsync.api.command.Reply;
import io.reconsync.contract.commands.Commands;
import io.reconsync.contract.commands.ExitCode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The answers of several agents as one: tables with the same headings become one table, lists one list. Pure. */
final class Merged {
    private Merged() {}

    static Commands.Result of(List<Commands.Result> results, List<String> silent) {
        List<Reply.Part> parts = new ArrayList<>();
        Map<String, Object> data = new LinkedHashMap<>();
        int exit = ExitCode.OK;
        boolean tables = results.stream()
                .flatMap(result -> result.reply().parts().stream())
                .anyMatch(Reply.Table.class::isInstance);
        for (Commands.Result result : results) {
            boolean empty = result.reply().parts().stream().noneMatch(Reply.Table.class::isInstance);
            // Where others have a table, a sentence such as "there is none" says nothing.
            if (!tables || !empty) {
                result.reply().parts().forEach(part -> add(parts, part));
            }
            result.reply().data().forEach((key, value) -> data.merge(key, value, Merged::both));
            exit = Math.max(exit, result.exit());
        }
        if (results.isEmpty() && silent.isEmpty()) {
            parts.add(new Reply.Text("No agent is online; see 'agent list'."));
        }
        silent.forEach(why -> parts.add(new Reply.Text("Without " + why)));
        String schema = results.isEmpty() ? "text" : results.get(0).schema();
        if (results.isEmpty()) {
            data.put("text", String.join(" ", silent));
        }
        return new Commands.Result(
                new Reply(parts, Optional.empty(), data), silent.isEmpty() ? exit : ExitCode.FINDINGS, schema);
    }

    private static void add(List<Reply.Part> parts, Reply.Part part) {
        if (part instanceof Reply.Table table) {
            for (int i = 0; i < parts.size(); i++) {
                if (parts.get(i) instanceof Reply.Table other && other.columns().equals(table.columns())) {
                    List<List<String>> rows = new ArrayList<>(other.rows());
                    rows.addAll(table.rows());
                    parts.set(i, new Reply.Table(table.columns(), rows));
                    return;
                }
            }
        }
        if (!parts.contains(part)) {
            parts.add(part);
        }
    }

    private static Object both(Object one, Object other) {
        if (one instanceof List<?> first && other instanceof List<?> second) {
            List<Object> all = new ArrayList<>(first);
            all.addAll(second);
            return all;
        }
        return one;
    }
}
