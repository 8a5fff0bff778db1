// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.installer;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.osgi.framework.VersionRange;

/**
 * One clause of an OSGi header: {@code a;b;x="1";y:=z}.
 *
 * @param names the paths at its beginning
 * @param attributes after {@code =}
 * @param directives after {@code :=}
 */
record HeaderClause(List<String> names, Map<String, String> attributes, Map<String, String> directives) {
    /** @throws IllegalArgumentException for a header that is none */
    static List<HeaderClause> parse(String header) {
        List<HeaderClause> clauses = new ArrayList<>();
        if (header != null && !header.isBlank()) {
            for (String clause : split(header, ',')) {
                clauses.add(clause(clause));
            }
        }
        return clauses;
    }

    private static HeaderClause clause(String text) {
        List<String> names = new ArrayList<>();
        Map<String, String> attributes = new LinkedHashMap<>();
        Map<String, String> directives = new LinkedHashMap<>();
        for (String part : split(text, ';')) {
            int equals = equalsSign(part);
            if (equals < 0) {
                names.add(part.strip());
            } else if (equals > 0 && part.charAt(equals - 1) == ':') {
                directives.put(part.substring(0, equals - 1).strip(), unquoted(part.substring(equals + 1)));
            } else {
                String key = part.substring(0, equals).strip();
                int type = key.indexOf(':');
                attributes.put(type < 0 ? key : key.substring(0, type), unquoted(part.substring(equals + 1)));
            }
        }
        if (names.isEmpty() || names.stream().anyMatch(String::isEmpty)) {
            throw new IllegalArgumentException("'" + text.strip() + "' has no name");
        }
        return new HeaderClause(List.copyOf(names), Map.copyOf(attributes), Map.copyOf(directives));
    }

    private static int equalsSign(String part) {
        int quote = part.indexOf('"');
        int equals = part.indexOf('=');
        return quote >= 0 && quote < equals ? -1 : equals;
    }

    private static String unquoted(String text) {
        String bare = text.strip();
        return bare.length() > 1 && bare.startsWith("\"") && bare.endsWith("\"")
                ? bare.substring(1, bare.length() - 1).replace("\\\"", "\"")
                : bare;
    }

    private static List<String> split(String text, char separator) {
        List<String> parts = new ArrayList<>();
        boolean quoted = false;
        int start = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' && (i == 0 || text.charAt(i - 1) != '\\')) {
                quoted = !quoted;
            } else if (c == separator && !quoted) {
                parts.add(text.substring(start, i));
                start = i + 1;
            }
        }
        if (quoted) {
            throw new IllegalArgumentException("a quote is not closed");
        }
        parts.add(text.substring(start));
        return parts;
    }

    boolean isOptional() {
        return "optional".equals(directives.get("resolution"));
    }

    /** Whether it counts for resolving. */
    boolean isEffective() {
        return "resolve".equals(directives.getOrDefault("effective", "resolve"));
    }

    VersionRange versions(String attribute) {
        return new VersionRange(attributes.getOrDefault(attribute, "0.0.0"));
    }
}
