// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.simulation;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The little JSON that ledgers, state replies and WebRCON need: maps, lists, strings, numbers, booleans, null. */
public final class Json {
    private static final int MAX_DEPTH = 64;
    private final String text;
    private int at;

    private Json(String text) {
        this.text = text;
    }

    /** Compact text on one line. */
    public static String write(Object value) {
        StringBuilder out = new StringBuilder();
        write(value, out, -1, 0);
        return out.toString();
    }

    /** Text over several lines, as games print it inside a WebRCON message. */
    public static String pretty(Object value) {
        StringBuilder out = new StringBuilder();
        write(value, out, 2, 0);
        return out.toString();
    }

    /**
     * Reads one JSON value.
     *
     * @throws IllegalArgumentException if the text is not JSON
     */
    public static Object parse(String text) {
        Json json = new Json(text);
        Object value = json.value(0);
        json.blanks();
        if (json.at != text.length()) {
            throw json.bad();
        }
        return value;
    }

    private static void write(Object value, StringBuilder out, int indent, int depth) {
        if (value instanceof Map<?, ?> map) {
            String before = "{";
            for (Map.Entry<?, ?> entry : map.entrySet()) {
                out.append(before);
                line(out, indent, depth + 1);
                quote(String.valueOf(entry.getKey()), out);
                out.append(indent < 0 ? ":" : ": ");
                write(entry.getValue(), out, indent, depth + 1);
                before = ",";
            }
            close(out, map.isEmpty(), "{", "}", indent, depth);
        } else if (value instanceof Iterable<?> items) {
            String before = "[";
            for (Object item : items) {
                out.append(before);
                line(out, indent, depth + 1);
                write(item, out, indent, depth + 1);
                before = ",";
            }
            close(out, before.equals("["), "[", "]", indent, depth);
        } else if (value == null || value instanceof Number || value instanceof Boolean) {
            out.append(value);
        } else {
            quote(value.toString(), out);
        }
    }

    private static void close(StringBuilder out, boolean empty, String open, String close, int indent, int depth) {
        if (empty) {
            out.append(open);
        } else {
            line(out, indent, depth);
        }
        out.append(close);
    }

    private static void line(StringBuilder out, int indent, int depth) {
        if (indent >= 0) {
            out.append('\n').append(" ".repeat(indent * depth));
        }
    }

    private static void quote(String text, StringBuilder out) {
        out.append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '"' -> out.append("\\\"");
                case '\\' -> out.append("\\\\");
                case '\n' -> out.append("\\n");
                case '\r' -> out.append("\\r");
                case '\t' -> out.append("\\t");
                default -> {
                    if (c < 0x20 || Character.isSurrogate(c) && !paired(text, i)) {
                        out.append(String.format("\\u%04x", (int) c));
                    } else {
                        out.append(c);
                    }
                }
            }
        }
        out.append('"');
    }

    private static boolean paired(String text, int i) {
        return Character.isHighSurrogate(text.charAt(i))
                ? i + 1 < text.length() && Character.isLowSurrogate(text.charAt(i + 1))
                : i > 0 && Character.isHighSurrogate(text.charAt(i - 1));
    }

    private Object value(int depth) {
        blanks();
        if (at >= text.length() || depth > MAX_DEPTH) {
            throw bad();
        }
        char c = text.charAt(at);
        if (c == '{') {
            return object(depth);
        }
        if (c == '[') {
            return array(depth);
        }
        if (c == '"') {
            return string();
        }
        int start = at;
        while (at < text.length() && "+-.0123456789aeflnrstuE".indexOf(text.charAt(at)) >= 0) {
            at++;
        }
        String word = text.substring(start, at);
        return switch (word) {
            case "true" -> true;
            case "false" -> false;
            case "null" -> null;
            default -> number(word);
        };
    }

    private Object number(String word) {
        try {
            if (word.matches("-?\\d{1,18}")) {
                return Long.valueOf(word);
            }
            return Double.valueOf(word);
        } catch (NumberFormatException notNumber) {
            throw bad();
        }
    }

    private Map<String, Object> object(int depth) {
        Map<String, Object> map = new LinkedHashMap<>();
        at++;
        blanks();
        while (!take('}')) {
            if (!map.isEmpty()) {
                expect(',');
                blanks();
            }
            String key = string();
            blanks();
            expect(':');
            map.put(key, value(depth + 1));
            blanks();
        }
        return map;
    }

    private List<Object> array(int depth) {
        List<Object> list = new ArrayList<>();
        at++;
        blanks();
        while (!take(']')) {
            if (!list.isEmpty()) {
                expect(',');
            }
            list.add(value(depth + 1));
            blanks();
        }
        return list;
    }

    private String string() {
        expect('"');
        StringBuilder out = new StringBuilder();
        while (!take('"')) {
            char c = next();
            if (c != '\\') {
                out.append(c);
                continue;
            }
            char escape = next();
            int index = "nrtbf".indexOf(escape);
            if (index >= 0) {
                out.append("\n\r\t\b\f".charAt(index));
            } else if (escape == 'u') {
                out.append(hex());
            } else {
                out.append(escape);
            }
        }
        return out.toString();
    }

    private char hex() {
        if (at + 4 > text.length() || !text.substring(at, at + 4).matches("[0-9a-fA-F]{4}")) {
            throw bad();
        }
        at += 4;
        return (char) Integer.parseInt(text.substring(at - 4, at), 16);
    }

    private char next() {
        if (at >= text.length()) {
            throw bad();
        }
        return text.charAt(at++);
    }

    private boolean take(char c) {
        if (at < text.length() && text.charAt(at) == c) {
            at++;
            return true;
        }
        if (at >= text.length()) {
            throw bad();
        }
        return false;
    }

    private void expect(char c) {
        if (!take(c)) {
            throw bad();
        }
    }

    private void blanks() {
        while (at < text.length() && " \t\r\n".indexOf(text.charAt(at)) >= 0) {
            at++;
        }
    }

    private IllegalArgumentException bad() {
        return new IllegalArgumentException("not JSON at character " + at);
    }
}
