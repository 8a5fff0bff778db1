// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.api.command;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The answer to a command, as data; every surface renders it in its own way. The first part carries the answer itself.
 *
 * @param parts in order
 * @param job the job that goes on behind it; empty when all is done
 * @param data the same for programs: null, String, Boolean, Long, Double, List and Map with String keys only
 */
public record Reply(List<Part> parts, Optional<String> job, Map<String, Object> data) {
    public Reply {
        parts = List.copyOf(parts);
    }

    /** A piece of an answer. */
    public sealed interface Part permits Text, Table, Fields, File, Choice {}

    /** Sentences. */
    public record Text(String text) implements Part {}

    /** Rows of equal length below headings. */
    public record Table(List<String> columns, List<List<String>> rows) implements Part {
        public Table {
            columns = List.copyOf(columns);
            rows = rows.stream().map(List::copyOf).toList();
        }
    }

    /** Names and values, in order. */
    public record Fields(List<Map.Entry<String, String>> fields) implements Part {
        public Fields {
            fields = List.copyOf(fields);
        }
    }

    /** A file, at most 8 MiB. */
    public record File(String name, String mediaType, byte[] content) implements Part {}

    /** Further commands that make sense now; each a complete line. */
    public record Choice(String question, List<String> commands) implements Part {
        public Choice {
            commands = List.copyOf(commands);
        }
    }

    /** One sentence. */
    public static Reply text(String text) {
        return new Reply(List.of(new Text(text)), Optional.empty(), Map.of("text", text));
    }
}
