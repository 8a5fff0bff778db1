// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.link.frame;

import io.reconsync.api.ReconException;
import io.reconsync.contract.json.JsonCodec;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Frames as text: <code>{"t": type, "s": place, "d": body}</code>, {@code s} left out for 0. Unknown keys are ignored, so
 * that later versions may add some. Thread-safe.
 */
public final class Frames {
    /** In characters. */
    public static final int LONGEST = 256 * 1024;

    private static final Pattern TYPE = Pattern.compile("[a-z][a-z-]{0,23}");

    private final JsonCodec json;

    /** With the one codec. */
    public Frames(JsonCodec json) {
        this.json = json;
    }

    /** As sent. */
    public String write(Frame frame) {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("t", frame.type());
        if (frame.durable()) {
            object.put("s", frame.seq());
        }
        object.put("d", frame.body().values());
        return json.write(object);
    }

    /**
     * As received.
     *
     * @throws ReconException code {@code frame-malformed}
     */
    public Frame read(String text) {
        if (text.length() > LONGEST) {
            throw Body.malformed("a frame", "is longer than " + LONGEST + " characters");
        }
        Body all = object(text);
        String type = all.text("t", 24);
        if (!TYPE.matcher(type).matches()) {
            throw Body.malformed("t", "is no type");
        }
        long seq = all.values().containsKey("s") ? all.number("s", 1, Long.MAX_VALUE) : 0;
        return new Frame(type, seq, all.find("d").orElse(Body.EMPTY));
    }

    /** A body as kept in the store. */
    public String text(Body body) {
        return json.write(body.values());
    }

    /** A body out of the store, or any object. */
    public Body object(String text) {
        Object read;
        try {
            read = json.read(text);
        } catch (ReconException e) {
            throw Body.malformed("a frame", "is no JSON: " + e.getMessage());
        }
        if (!(read instanceof Map<?, ?> map)) {
            throw Body.malformed("a frame", "is no object");
        }
        Map<String, Object> values = new LinkedHashMap<>();
        map.forEach((name, value) -> values.put(String.valueOf(name), value));
        return new Body(values);
    }

    /** A record out of a body. */
    public <T> T as(Body body, Class<T> type) {
        try {
            return json.read(json.write(body.values()), type);
        } catch (ReconException e) {
            throw Body.malformed("a frame", "does not fit: " + e.getMessage());
        }
    }

    /** A body out of a record. */
    public Body of(Object value) {
        return object(json.write(value));
    }
}
