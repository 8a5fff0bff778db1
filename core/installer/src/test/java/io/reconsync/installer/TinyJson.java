// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.installer;

import io.reconsync.api.ErrorOwner;
import io.reconsync.api.ReconException;
import io.reconsync.contract.json.JsonCodec;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** As much JSON as these tests need: maps, lists, texts without escapes beyond quotes, whole numbers, truth values. */
public final class TinyJson implements JsonCodec {
    @Override
    public String write(Object value) {
        if (value instanceof Map<?, ?> map) {
            List<String> parts = new ArrayList<>();
            map.forEach((key, each) -> parts.add(write(key) + ":" + write(each)));
            return "{" + String.join(",", parts) + "}";
        }
        if (value instanceof List<?> list) {
            return "[" + String.join(",", list.stream().map(this::write).toList()) + "]";
        }
        return value instanceof String text
                ? '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"'
                : String.valueOf(value);
    }

    @Override
    public String pretty(Object value) {
        return write(value);
    }

    @Override
    public Object read(String json) {
        try {
            return new Reader(json.strip()).value();
        } catch (IndexOutOfBoundsException | NumberFormatException e) {
            throw new ReconException("json-malformed", ErrorOwner.USER, "This is no JSON.", "Write some.", e);
        }
    }

    @Override
    public <T> T read(String json, Class<T> type) {
        return type.cast(read(json));
    }

    private static final class Reader {
        private final String text;
        private int at;

        Reader(String text) {
            this.text = text;
        }

        Object value() {
            char c = text.charAt(at);
            if (c == '{') {
                Map<String, Object> map = new LinkedHashMap<>();
                while (text.charAt(at++) != '}') {
                    if (text.charAt(at) == '}') {
                        continue;
                    }
                    String key = string();
                    at++;
                    map.put(key, value());
                }
                return map;
            }
            if (c == '[') {
                List<Object> list = new ArrayList<>();
                while (text.charAt(at++) != ']') {
                    if (text.charAt(at) != ']') {
                        list.add(value());
                    }
                }
                return list;
            }
            return c == '"' ? string() : word();
        }

        private String string() {
            StringBuilder out = new StringBuilder();
            while (text.charAt(++at) != '"') {
                out.append(text.charAt(at) == '\\' ? text.charAt(++at) : text.charAt(at));
            }
            at++;
            return out.toString();
        }

        private Object word() {
            int start = at;
            while (Character.isLetterOrDigit(text.charAt(at))) {
                at++;
            }
            String word = text.substring(start, at);
            return word.equals("true") || word.equals("false") ? (Object) word.equals("true") : Long.valueOf(word);
        }
    }
}
