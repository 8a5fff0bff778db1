// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.webhook;

import java.util.Optional;

/** Finds one text in the top mapping of a JSON reply; whatever else is in it, or if it is no JSON, it finds nothing. */
final class TopKey {
    private final String json;
    private int at;

    private TopKey(String json) {
        this.json = json;
    }

    /** The text or number at {@code key}. */
    static Optional<String> find(String json, String key) {
        return new TopKey(json).find(key);
    }

    private Optional<String> find(String key) {
        int depth = 0;
        while (at < json.length()) {
            char c = json.charAt(at);
            if (c == '"') {
                String text = text();
                if (depth == 1 && text.equals(key) && colon()) {
                    return value();
                }
            } else {
                depth += c == '{' || c == '[' ? 1 : c == '}' || c == ']' ? -1 : 0;
                at++;
            }
        }
        return Optional.empty();
    }

    private String text() {
        int start = ++at;
        while (at < json.length() && json.charAt(at) != '"') {
            at += json.charAt(at) == '\\' ? 2 : 1;
        }
        String text = json.substring(start, Math.min(at, json.length()));
        at++;
        return text;
    }

    private boolean colon() {
        skip();
        if (at < json.length() && json.charAt(at) == ':') {
            at++;
            skip();
            return true;
        }
        return false;
    }

    private void skip() {
        while (at < json.length() && Character.isWhitespace(json.charAt(at))) {
            at++;
        }
    }

    private Optional<String> value() {
        if (at < json.length() && json.charAt(at) == '"') {
            return Optional.of(text());
        }
        int start = at;
        while (at < json.length() && "+-.0123456789eE".indexOf(json.charAt(at)) >= 0) {
            at++;
        }
        return at > start ? Optional.of(json.substring(start, at)) : Optional.empty();
    }
}
