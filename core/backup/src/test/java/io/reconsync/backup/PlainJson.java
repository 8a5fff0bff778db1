// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.backup;

import io.reconsync.contract.json.JsonCodec;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** JSON of maps, lists, texts, whole numbers and truth values. */
final class PlainJson implements JsonCodec {
    @Override
    public String write(Object value) {
        if (value instanceof Map<?, ?> map) {
            List<String> all = new ArrayList<>();
            map.forEach((key, one) -> all.add(write(key) + ":" + write(one)));
            return "{" + String.join(",", all) + "}";
        }
        if (value instanceof List<?> list) {
            return "[" + String.join(",", list.stream().map(this::write).toList()) + "]";
        }
        if (!(value instanceof String text)) {
            return String.valueOf(value);
        }
        StringBuilder out = new StringBuilder("\"");
        for (char c : text.toCharArray()) {
            out.append(c < ' ' || c == '"' || c == '\\' ? String.format("\\u%04x", (int) c) : String.valueOf(c));
        }
        return out.append('"').toString();
    }

    @Override
    public String pretty(Object value) {
        return write(value);
    }

    @Override
    public Object read(String json) {
        return new Reader(json).value();
    }

    @Override
    public <T> T read(String json, Class<T> type) {
        throw new UnsupportedOperationException();
    }

    private static final class Reader {
        private final String text;
        private int at;

        Reader(String text) {
            this.text = text;
        }

        Object value() {
            char c = text.charAt(at);
            return switch (c) {
                case '{' -> map();
                case '[' -> list();
                case '"' -> string();
                default -> word();
            };
        }

        private Map<String, Object> map() {
            Map<String, Object> map = new LinkedHashMap<>();
            at++;
            while (text.charAt(at) != '}') {
                at += text.charAt(at) == ',' ? 1 : 0;
                String key = string();
                at++;
                map.put(key, value());
            }
            at++;
            return map;
        }

        private List<Object> list() {
            List<Object> list = new ArrayList<>();
            at++;
            while (text.charAt(at) != ']') {
                at += text.charAt(at) == ',' ? 1 : 0;
                list.add(value());
            }
            at++;
            return list;
        }

        private String string() {
            StringBuilder out = new StringBuilder();
            for (at++; text.charAt(at) != '"'; at++) {
                if (text.charAt(at) == '\\') {
                    out.append((char) Integer.parseInt(text.substring(at + 2, at + 6), 16));
                    at += 5;
                } else {
                    out.append(text.charAt(at));
                }
            }
            at++;
            return out.toString();
        }

        private Object word() {
            int start = at;
            while (at < text.length() && ",]}".indexOf(text.charAt(at)) < 0) {
                at++;
            }
            String word = text.substring(start, at);
            return word.equals("true") || word.equals("false") ? (Object) Boolean.valueOf(word) : Long.valueOf(word);
        }
    }
}
