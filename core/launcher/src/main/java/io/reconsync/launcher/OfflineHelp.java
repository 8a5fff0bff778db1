// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.launcher;

import io.reconsync.contract.commands.ExitCode;
import io.reconsync.contract.control.WireJson;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Help for the commands of a running instance while none runs, out of the descriptors that this version was built with.
 * Those of plugins are not among them.
 */
final class OfflineHelp {
    private final List<Map<?, ?>> commands;

    private OfflineHelp(List<Map<?, ?>> commands) {
        this.commands = commands;
    }

    static OfflineHelp shipped() throws IOException {
        try (InputStream in = OfflineHelp.class.getResourceAsStream("commands.json")) {
            Object read = WireJson.read(new String(in.readAllBytes(), StandardCharsets.UTF_8));
            List<Map<?, ?>> commands = new ArrayList<>();
            ((List<?>) read).forEach(each -> commands.add((Map<?, ?>) each));
            return new OfflineHelp(commands);
        }
    }

    /** Explains a command, or lists those that begin so; empty when nothing is known of it. */
    Optional<Integer> explain(List<String> typed, PrintStream out) {
        List<String> words =
                typed.stream().filter(word -> !word.startsWith("-")).toList();
        for (int known = words.size(); known > 0; known--) {
            String name = String.join(" ", words.subList(0, known));
            List<Map<?, ?>> found = commands.stream()
                    .filter(each -> name(each).equals(name) || name(each).startsWith(name + " "))
                    .toList();
            Optional<Map<?, ?>> exact =
                    found.stream().filter(each -> name(each).equals(name)).findFirst();
            if (!found.isEmpty()) {
                show(
                        exact.or(() -> found.size() == 1 ? Optional.of(found.get(0)) : Optional.empty()),
                        found,
                        typed,
                        out);
                return Optional.of(ExitCode.OK);
            }
        }
        return Optional.empty();
    }

    /** All of them, a line each. */
    void overview(PrintStream out) {
        table(commands, out);
    }

    private static void show(Optional<Map<?, ?>> one, List<Map<?, ?>> found, List<String> typed, PrintStream out) {
        if (typed.contains("--json")) {
            out.println(WireJson.write(one.<Object>map(OfflineHelp::data)
                    .orElseGet(() -> Map.of(
                            "commands", found.stream().map(OfflineHelp::data).toList()))));
        } else if (one.isPresent()) {
            text(one.get(), out);
        } else {
            table(found, out);
        }
    }

    private static Map<String, Object> data(Map<?, ?> command) {
        Map<String, Object> data = new LinkedHashMap<>();
        command.forEach((key, value) -> data.put(String.valueOf(key), value));
        data.remove("options");
        return data;
    }

    private static void text(Map<?, ?> command, PrintStream out) {
        out.println(command.get("summary") + ".\n");
        out.println("Usage:   " + command.get("usage") + "\n");
        for (Object each : (List<?>) command.get("options")) {
            List<?> option = (List<?>) each;
            out.printf("  %-14s  %s%n", option.get(0), option.get(1));
        }
        out.println("\nExample: " + command.get("example"));
        out.println("Who may: " + command.get("tier") + " and above.");
    }

    private static void table(List<Map<?, ?>> commands, PrintStream out) {
        commands.forEach(each -> out.printf("  %-16s %s%n", name(each), each.get("summary")));
    }

    private static String name(Map<?, ?> command) {
        return String.valueOf(command.get("name"));
    }
}
