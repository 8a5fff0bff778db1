// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.contract.control;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a frame says: a JSON object with the key {@code type}. Immutable.
 *
 * @param type what it is about
 * @param values everything, {@code type} included
 */
public record ControlMessage(String type, Map<String, Object> values) {
    /** A message; keys and values in turn: text, whole number, truth value, list of texts. */
    public static ControlMessage of(String type, Object... keysAndValues) {
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("type", type);
        for (int i = 0; i < keysAndValues.length; i += 2) {
            values.put((String) keysAndValues[i], keysAndValues[i + 1]);
        }
        return new ControlMessage(type, values);
    }

    /**
     * Reads a message.
     *
     * @throws io.reconsync.api.ReconException code {@code frame-malformed}
     */
    public static ControlMessage parse(String json) {
        if (WireJson.read(json) instanceof Map<?, ?> map && map.get("type") instanceof String type) {
            Map<String, Object> values = new LinkedHashMap<>();
            map.forEach((key, value) -> values.put((String) key, value));
            return new ControlMessage(type, values);
        }
        throw WireJson.malformed("A frame is not an object with a type.");
    }

    /** The JSON text. */
    public String json() {
        return WireJson.write(values);
    }

    /** The text at a key. */
    public Optional<String> text(String key) {
        return values.get(key) instanceof String text ? Optional.of(text) : Optional.empty();
    }

    /** The whole number at a key, or {@code otherwise}. */
    public long number(String key, long otherwise) {
        return values.get(key) instanceof Number number ? number.longValue() : otherwise;
    }

    /** Whether there is a true at a key. */
    public boolean flag(String key) {
        return Boolean.TRUE.equals(values.get(key));
    }

    /** The texts of the list at a key; others are left out. */
    public List<String> texts(String key) {
        return values.get(key) instanceof List<?> list
                ? list.stream()
                        .filter(String.class::isInstance)
                        .map(String.class::cast)
                        .toList()
                : List.of();
    }
}
