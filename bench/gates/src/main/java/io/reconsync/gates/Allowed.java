// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.gates;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Exceptions that somebody gave a reason for: {@code gate path reason}. An entry without use is itself a finding. */
final class Allowed {
    private final List<String> lines;
    private final Set<String> used = new HashSet<>();

    private Allowed(List<String> lines) {
        this.lines = lines;
    }

    static Allowed read(Path file) throws IOException {
        List<String> lines = new ArrayList<>();
        if (Files.exists(file)) {
            for (String line : Files.readAllLines(file)) {
                if (!line.isBlank() && !line.startsWith("#")) {
                    if (line.strip().split("\\s+", 3).length < 3) {
                        throw new IOException(file + ": a line needs gate, path and reason: " + line);
                    }
                    lines.add(line.strip());
                }
            }
        }
        return new Allowed(lines);
    }

    boolean covers(Finding finding) {
        for (String line : lines) {
            String[] words = line.split("\\s+", 3);
            String file = finding.place().replaceFirst(":\\d+$", "");
            if (words[0].equals(finding.gate()) && words[1].equals(file)) {
                used.add(line);
                return true;
            }
        }
        return false;
    }

    List<String> unused() {
        return lines.stream().filter(line -> !used.contains(line)).toList();
    }
}
