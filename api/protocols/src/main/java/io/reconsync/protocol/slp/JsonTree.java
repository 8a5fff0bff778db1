// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.protocol.slp;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.reconsync.protocol.net.BadBytes;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A small JSON document as maps, lists and texts; numbers and truth values as the text they were written in, null as an empty text. */
final class JsonTree {
    private static final int DEEPEST = 64;

    private JsonTree() {}

    static Object parse(String text) throws BadBytes {
        try (JsonParser in = new JsonFactory().createParser(text)) {
            JsonToken first = in.nextToken();
            if (first == null) {
                throw new BadBytes("the status is empty");
            }
            Object tree = value(in, first, 0);
            if (in.nextToken() != null) {
                throw new BadBytes("the status goes on behind its JSON object");
            }
            return tree;
        } catch (IOException e) {
            throw new BadBytes("the status is not valid JSON");
        }
    }

    private static Object value(JsonParser in, JsonToken token, int depth) throws IOException, BadBytes {
        if (depth > DEEPEST) {
            throw new BadBytes("the status is nested deeper than " + DEEPEST + " levels");
        }
        if (token == JsonToken.START_OBJECT) {
            Map<String, Object> object = new LinkedHashMap<>();
            while (in.nextToken() != JsonToken.END_OBJECT) {
                String key = in.currentName();
                object.put(key, value(in, in.nextToken(), depth + 1));
            }
            return object;
        }
        if (token == JsonToken.START_ARRAY) {
            List<Object> list = new ArrayList<>();
            for (JsonToken next = in.nextToken(); next != JsonToken.END_ARRAY; next = in.nextToken()) {
                list.add(value(in, next, depth + 1));
            }
            return list;
        }
        return token == JsonToken.VALUE_NULL ? "" : in.getText();
    }

    /** The object at {@code key}; an empty one when there is none. */
    static Map<?, ?> object(Map<?, ?> in, String key) {
        return in.get(key) instanceof Map<?, ?> object ? object : Map.of();
    }

    /** The text at {@code key}; empty when there is none. */
    static String text(Map<?, ?> in, String key) {
        return in.get(key) instanceof String text ? text : "";
    }

    /** The number at {@code key}; 0 when there is none from 0 to 999,999,999. */
    static int number(Map<?, ?> in, String key) {
        String text = text(in, key);
        return text.matches("[0-9]{1,9}") ? Integer.parseInt(text) : 0;
    }
}
