// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.config.json;

import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads one document into maps, lists and scalars. */
record JsonReader(JsonParser in) {
    Object document() throws IOException {
        if (in.nextToken() == null) {
            throw new JsonParseException(in, "there is nothing in it");
        }
        Object value = value();
        if (in.nextToken() != null) {
            throw new JsonParseException(in, "something follows after its end");
        }
        return value;
    }

    private Object value() throws IOException {
        return switch (in.currentToken()) {
            case START_OBJECT -> object();
            case START_ARRAY -> array();
            case VALUE_STRING -> in.getText();
            case VALUE_NUMBER_INT -> integer();
            case VALUE_NUMBER_FLOAT -> decimal();
            case VALUE_TRUE -> Boolean.TRUE;
            case VALUE_FALSE -> Boolean.FALSE;
            default -> null;
        };
    }

    private Long integer() throws IOException {
        if (in.getNumberType() == JsonParser.NumberType.BIG_INTEGER) {
            throw new JsonParseException(in, "the number is larger than 64 bits");
        }
        return in.getLongValue();
    }

    private Double decimal() throws IOException {
        double value = in.getDoubleValue();
        if (!Double.isFinite(value)) {
            throw new JsonParseException(in, "the number is too large");
        }
        return value;
    }

    private Map<String, Object> object() throws IOException {
        Map<String, Object> map = new LinkedHashMap<>();
        while (in.nextToken() != JsonToken.END_OBJECT) {
            String name = in.currentName();
            in.nextToken();
            map.put(name, value());
        }
        return map;
    }

    private List<Object> array() throws IOException {
        List<Object> list = new ArrayList<>();
        while (in.nextToken() != JsonToken.END_ARRAY) {
            list.add(value());
        }
        return list;
    }
}
