// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.link.frame;

import io.reconsync.api.ErrorOwner;
import io.reconsync.api.ReconException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a frame carries. Everything in it was said by the other side: each reading says what it takes, and anything else
 * is a {@code frame-malformed}.
 *
 * @param values as JSON gives them
 */
public record Body(Map<String, Object> values) {
    /** Nothing. */
    public static final Body EMPTY = new Body(Map.of());

    /** Names and values by turns; values that are null are left out. */
    public static Body of(Object... pairs) {
        Map<String, Object> values = new LinkedHashMap<>();
        for (int i = 0; i < pairs.length; i += 2) {
            if (pairs[i + 1] != null) {
                values.put((String) pairs[i], pairs[i + 1]);
            }
        }
        return new Body(values);
    }

    /** A text of at most {@code longest} characters that must be there. */
    public String text(String key, int longest) {
        return find(key, longest).orElseThrow(() -> malformed(key, "is missing"));
    }

    /** The same, where it may be absent. */
    public Optional<String> find(String key, int longest) {
        Object value = values.get(key);
        if (value == null) {
            return Optional.empty();
        }
        if (!(value instanceof String text) || text.length() > longest) {
            throw malformed(key, "is no text of at most " + longest + " characters");
        }
        return Optional.of(text);
    }

    /** A whole number between two bounds. */
    public long number(String key, long least, long most) {
        if (!(values.get(key) instanceof Long number) || number < least || number > most) {
            throw malformed(key, "is no whole number from " + least + " to " + most);
        }
        return number;
    }

    /** A fraction; a whole number counts too. */
    public double fraction(String key) {
        if (!(values.get(key) instanceof Number number)) {
            throw malformed(key, "is no number");
        }
        return number.doubleValue();
    }

    /** Whether a flag is there and true. */
    public boolean flag(String key) {
        return Boolean.TRUE.equals(values.get(key));
    }

    /** What lies below a key. */
    public Body body(String key) {
        return find(key).orElseThrow(() -> malformed(key, "is missing"));
    }

    /** The same, where it may be absent. */
    public Optional<Body> find(String key) {
        return values.get(key) == null ? Optional.empty() : Optional.of(asBody(key, values.get(key)));
    }

    /** A list of bodies; absent counts as empty. */
    public List<Body> bodies(String key, int most) {
        return list(key, most).stream().map(item -> asBody(key, item)).toList();
    }

    /** A list of texts; absent counts as empty. */
    public List<String> texts(String key, int most, int longest) {
        List<String> texts = new ArrayList<>();
        for (Object item : list(key, most)) {
            if (!(item instanceof String text) || text.length() > longest) {
                throw malformed(key, "has an item that is no text of at most " + longest + " characters");
            }
            texts.add(text);
        }
        return List.copyOf(texts);
    }

    /** Texts by name; absent counts as empty. */
    public Map<String, String> map(String key, int most, int longest) {
        Map<String, String> map = new LinkedHashMap<>();
        find(key).ifPresent(body -> {
            if (body.values().size() > most) {
                throw malformed(key, "has more than " + most + " entries");
            }
            body.values().keySet().forEach(name -> map.put(name, body.text(name, longest)));
        });
        return map;
    }

    private List<?> list(String key, int most) {
        Object value = values.get(key);
        if (value == null) {
            return List.of();
        }
        if (!(value instanceof List<?> list) || list.size() > most) {
            throw malformed(key, "is no list of at most " + most);
        }
        return list;
    }

    private static Body asBody(String key, Object value) {
        if (!(value instanceof Map<?, ?> map)) {
            throw malformed(key, "is no object");
        }
        Map<String, Object> values = new LinkedHashMap<>();
        map.forEach((name, item) -> values.put(String.valueOf(name), item));
        return new Body(values);
    }

    /** The error for something that was said wrongly. */
    public static ReconException malformed(String what, String why) {
        return new ReconException(
                "frame-malformed",
                ErrorOwner.REMOTE,
                "The other side of the link said something wrong: " + what + " " + why + ".",
                "Let both sides run versions that fit together.");
    }
}
