// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.config.bind;

import io.reconsync.api.ErrorOwner;
import io.reconsync.api.ReconException;
import io.reconsync.api.Secret;
import io.reconsync.api.Settings;
import io.reconsync.config.json.Names;
import io.reconsync.config.json.Records;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Binds settings to records, component by component. */
record RecordBinder(TreeSettings settings) {
    <T extends Record> T bind(Class<T> type) {
        RecordComponent[] components = type.getRecordComponents();
        Object[] values = new Object[components.length];
        for (int i = 0; i < components.length; i++) {
            String key = Names.ofComponent(components[i].getName());
            values[i] = value(key, components[i].getGenericType());
        }
        try {
            return Records.make(type, values);
        } catch (IllegalArgumentException e) {
            throw new ReconException(
                    "setting-wrong",
                    ErrorOwner.USER,
                    "The keys at " + settings.place() + " are refused: " + e.getMessage(),
                    "Correct them in " + settings.file() + ".",
                    e);
        }
    }

    private Object value(String key, Type type) {
        if (type instanceof ParameterizedType generic) {
            return container(key, generic);
        }
        return optional(key, (Class<?>) type)
                .orElseThrow(() -> new ReconException(
                        "setting-missing",
                        ErrorOwner.USER,
                        "The key " + key + " is missing at " + settings.place() + ".",
                        "Add " + key + " there."));
    }

    private Object container(String key, ParameterizedType type) {
        Class<?> raw = (Class<?>) type.getRawType();
        Type first = type.getActualTypeArguments()[0];
        if (raw == Optional.class) {
            if (first instanceof ParameterizedType nested) {
                return settings.keys().contains(key) ? Optional.of(container(key, nested)) : Optional.empty();
            }
            return optional(key, (Class<?>) first);
        }
        if (raw == List.class && first == String.class) {
            return settings.texts(key);
        }
        if (raw == List.class && first instanceof Class<?> item && item.isRecord()) {
            return settings.list(key).stream()
                    .map(each -> (Object) each.as(item.asSubclass(Record.class)))
                    .toList();
        }
        if (raw == Map.class && type.getActualTypeArguments()[1] == String.class) {
            return texts(key);
        }
        throw new IllegalArgumentException("The type " + type + " cannot be bound; see Settings.as.");
    }

    private Map<String, String> texts(String key) {
        Map<String, String> texts = new LinkedHashMap<>();
        settings.nested(key)
                .ifPresent(nested ->
                        nested.keys().forEach(name -> nested.text(name).ifPresent(text -> texts.put(name, text))));
        return texts;
    }

    private Optional<?> optional(String key, Class<?> type) {
        if (type == String.class) {
            return settings.text(key);
        }
        if (type == boolean.class || type == Boolean.class) {
            return settings.flag(key);
        }
        if (type == long.class || type == Long.class) {
            return settings.number(key);
        }
        if (type == int.class || type == Integer.class) {
            return settings.number(key).map(number -> small(key, number));
        }
        if (type == double.class || type == Double.class) {
            return settings.decimal(key);
        }
        if (type == Duration.class) {
            return settings.duration(key);
        }
        if (type == Secret.class) {
            return settings.secret(key);
        }
        if (type == Settings.class) {
            return settings.nested(key);
        }
        if (type.isRecord()) {
            return settings.nested(key).map(nested -> nested.as(type.asSubclass(Record.class)));
        }
        throw new IllegalArgumentException("The type " + type.getName() + " cannot be bound; see Settings.as.");
    }

    private int small(String key, long number) {
        if (number != (int) number) {
            throw settings.wrong(key, settings.mapping().get(key), "a number of at most " + Integer.MAX_VALUE);
        }
        return (int) number;
    }
}
