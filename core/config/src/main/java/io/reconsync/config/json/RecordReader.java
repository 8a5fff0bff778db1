// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.config.json;

import io.reconsync.api.Secret;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Makes records out of what was read. Unknown keys are ignored; absent lists and maps are empty. */
final class RecordReader {
    Object value(Object json, Type type, String at) {
        if (type instanceof ParameterizedType generic) {
            return container(json, generic, at);
        }
        Class<?> wanted = (Class<?>) type;
        if (wanted.isRecord()) {
            return record(json, wanted, at);
        }
        if (json == null) {
            if (wanted == Object.class) {
                return null;
            }
            throw wrong(at, "is missing", null);
        }
        if (wanted == Object.class || wanted.isInstance(json)) {
            return json;
        }
        if (json instanceof Number number) {
            return number(number, wanted, at);
        }
        if (json instanceof Boolean && wanted == boolean.class) {
            return json;
        }
        if (json instanceof String text) {
            return text(text, wanted, at);
        }
        throw wrong(at, "is no " + wanted.getSimpleName(), null);
    }

    private Object record(Object json, Class<?> type, String at) {
        if (!(json instanceof Map<?, ?> map)) {
            throw wrong(at, json == null ? "is missing" : "is no object", null);
        }
        RecordComponent[] components = type.getRecordComponents();
        Object[] values = new Object[components.length];
        for (int i = 0; i < components.length; i++) {
            String name = Names.ofComponent(components[i].getName());
            values[i] = value(map.get(name), components[i].getGenericType(), at.isEmpty() ? name : at + "." + name);
        }
        try {
            return Records.make(type, values);
        } catch (IllegalArgumentException e) {
            throw wrong(at, "is refused: " + e.getMessage(), e);
        }
    }

    private Object container(Object json, ParameterizedType type, String at) {
        Class<?> raw = (Class<?>) type.getRawType();
        Type[] arguments = type.getActualTypeArguments();
        if (raw == Optional.class) {
            return json == null ? Optional.empty() : Optional.of(value(json, arguments[0], at));
        }
        if (raw == Map.class) {
            Map<Object, Object> map = new LinkedHashMap<>();
            if (json != null && !(json instanceof Map<?, ?>)) {
                throw wrong(at, "is no object", null);
            }
            Map<?, ?> entries = json == null ? Map.of() : (Map<?, ?>) json;
            entries.forEach(
                    (key, value) -> map.put(value(key, arguments[0], at), value(value, arguments[1], at + "." + key)));
            return map;
        }
        if (json != null && !(json instanceof List<?>)) {
            throw wrong(at, "is no list", null);
        }
        List<Object> items = new ArrayList<>();
        for (Object item : json == null ? List.of() : (List<?>) json) {
            items.add(value(item, arguments[0], at + "[" + items.size() + "]"));
        }
        return raw == Set.class ? new LinkedHashSet<>(items) : items;
    }

    private static Object number(Number number, Class<?> type, String at) {
        if (type == double.class || type == Double.class) {
            return number.doubleValue();
        }
        if (number instanceof Long whole) {
            if (type == long.class) {
                return whole;
            }
            if ((type == int.class || type == Integer.class) && whole.intValue() == whole) {
                return whole.intValue();
            }
        }
        throw wrong(at, "is no " + type.getSimpleName(), null);
    }

    private static Object text(String text, Class<?> type, String at) {
        try {
            if (type == Instant.class) {
                return Instant.parse(text);
            }
            if (type == Duration.class) {
                return Duration.parse(text);
            }
            if (type == ZoneId.class) {
                return ZoneId.of(text);
            }
            if (type == Path.class) {
                return Path.of(text);
            }
        } catch (java.time.DateTimeException | java.nio.file.InvalidPathException e) {
            throw wrong(at, "is no " + type.getSimpleName(), e);
        }
        if (type == Secret.class) {
            return Secret.of(text);
        }
        if (type.isEnum()) {
            for (Object constant : type.getEnumConstants()) {
                if (Names.ofConstant((Enum<?>) constant).equals(text)) {
                    return constant;
                }
            }
        }
        throw wrong(at, "is no " + type.getSimpleName(), null);
    }

    private static RuntimeException wrong(String at, String why, Throwable cause) {
        return JacksonJson.malformed("In the JSON, " + (at.isEmpty() ? "the document" : at) + " " + why + ".", cause);
    }
}
