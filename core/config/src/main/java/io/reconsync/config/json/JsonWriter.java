// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.config.json;

import com.fasterxml.jackson.core.JsonGenerator;
import io.reconsync.api.Secret;
import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** Writes values of the codec's kinds. */
record JsonWriter(JsonGenerator out, int maxDepth) {
    void value(Object value, int depth) throws IOException {
        if (depth > maxDepth) {
            throw new IllegalArgumentException("The value is nested more than " + maxDepth + " deep.");
        }
        if (value == null) {
            out.writeNull();
        } else if (value instanceof Optional<?> optional) {
            value(optional.orElse(null), depth);
        } else if (value instanceof Map<?, ?> map) {
            map(map, depth);
        } else if (value instanceof Iterable<?> items && !(value instanceof Path)) {
            out.writeStartArray();
            for (Object item : items) {
                value(item, depth + 1);
            }
            out.writeEndArray();
        } else if (value instanceof Record record) {
            record(record, depth);
        } else {
            scalar(value);
        }
    }

    private void scalar(Object value) throws IOException {
        if (value instanceof Boolean flag) {
            out.writeBoolean(flag);
        } else if (value instanceof Long || value instanceof Integer || value instanceof Short) {
            out.writeNumber(((Number) value).longValue());
        } else if (value instanceof Double || value instanceof Float) {
            double number = ((Number) value).doubleValue();
            if (!Double.isFinite(number)) {
                throw new IllegalArgumentException("JSON has no " + number + ".");
            }
            out.writeNumber(number);
        } else if (value instanceof Enum<?> constant) {
            out.writeString(Names.ofConstant(constant));
        } else if (value instanceof CharSequence
                || value instanceof Instant
                || value instanceof Duration
                || value instanceof Path
                || value instanceof Secret
                || value instanceof java.time.ZoneId) {
            out.writeString(value.toString());
        } else {
            throw new IllegalArgumentException("A " + value.getClass().getName() + " is no JSON value.");
        }
    }

    private void map(Map<?, ?> map, int depth) throws IOException {
        out.writeStartObject();
        for (Map.Entry<?, ?> entry : map.entrySet()) {
            Object key = entry.getKey();
            out.writeFieldName(key instanceof Enum<?> constant ? Names.ofConstant(constant) : String.valueOf(key));
            value(entry.getValue(), depth + 1);
        }
        out.writeEndObject();
    }

    private void record(Record record, int depth) throws IOException {
        out.writeStartObject();
        for (RecordComponent component : record.getClass().getRecordComponents()) {
            Object value = Records.get(component, record);
            if (!(value instanceof Optional<?> optional && optional.isEmpty())) {
                out.writeFieldName(Names.ofComponent(component.getName()));
                value(value, depth + 1);
            }
        }
        out.writeEndObject();
    }
}
