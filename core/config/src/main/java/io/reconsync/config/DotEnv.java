// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.config;

import io.reconsync.config.yaml.Place;
import io.reconsync.config.yaml.Problems;
import io.reconsync.config.yaml.SourceText;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The file {@code .env} of the home: lines {@code NAME=value}, quotes optional, {@code #} begins a comment line. */
final class DotEnv {
    private static final Pattern LINE = Pattern.compile("(?:export\\s+)?([A-Za-z_][A-Za-z0-9_]*)\\s*=\\s*(.*)");

    private DotEnv() {}

    /** The variables of the file, over which those of the process win. */
    static Map<String, String> over(Path home, Map<String, String> process, Problems problems) {
        Map<String, String> variables = new LinkedHashMap<>();
        Path file = home.resolve(".env");
        if (Files.exists(file)) {
            SourceText.read(file, problems).ifPresent(text -> read(text, variables, problems));
        }
        variables.putAll(process);
        return variables;
    }

    private static void read(String text, Map<String, String> into, Problems problems) {
        List<String> lines = text.lines().toList();
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i).strip();
            Matcher matcher = LINE.matcher(line);
            if (matcher.matches()) {
                into.put(matcher.group(1), unquoted(matcher.group(2).strip()));
            } else if (!line.isEmpty() && !line.startsWith("#")) {
                problems.error(
                        new Place(i + 1, 1),
                        "",
                        "The line is no NAME=value.",
                        "Write NAME=value, or # before a comment.");
            }
        }
    }

    private static String unquoted(String value) {
        boolean quoted = value.length() > 1
                && (value.startsWith("\"") && value.endsWith("\"") || value.startsWith("'") && value.endsWith("'"));
        return quoted ? value.substring(1, value.length() - 1) : value;
    }
}
