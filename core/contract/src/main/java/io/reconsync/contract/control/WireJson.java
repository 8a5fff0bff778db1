// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.contract.control;

import io.reconsync.api.ErrorOwner;
import io.reconsync.api.ReconException;
import java.util.List;
import java.util.Map;

/**
 * The JSON of the control socket, without any library, since a command line has to answer in a moment and outside of the
 * framework. Everything else uses {@link io.reconsync.contract.json.JsonCodec}. Stateless.
 */
public final class WireJson {
    private WireJson() {}

    /** Compact JSON of null, text, number, truth value, list and map. */
    public static String write(Object value) {
        StringBuilder out = new StringBuilder();
        write(value, out);
        return out.toString();
    }

    /**
     * Reads a whole text into String, Long, Double, Boolean, List, Map or null; at most 64 deep, no key twice.
     *
     * @throws ReconException code {@code frame-malformed}
     */
    public static Object read(String json) {
        return new WireJsonReader(json).whole();
    }

    private static void write(Object value, StringBuilder out) {
        if (value == null || value instanceof Boolean || value instanceof Long || value instanceof Integer) {
            out.append(value);
        } else if (value instanceof Double number) {
            out.append(number.isNaN() || number.isInfinite() ? "null" : number.toString());
        } else if (value instanceof Map<?, ?> map) {
            char before = '{';
            for (Map.Entry<?, ?> entry : map.entrySet()) {
                out.append(before);
                text(String.valueOf(entry.getKey()), out);
                out.append(':');
                write(entry.getValue(), out);
                before = ',';
            }
            out.append(map.isEmpty() ? "{}" : "}");
        } else if (value instanceof List<?> list) {
            char before = '[';
            for (Object element : list) {
                out.append(before);
                write(element, out);
                before = ',';
            }
            out.append(list.isEmpty() ? "[]" : "]");
        } else {
            text(value.toString(), out);
        }
    }

    private static void text(String text, StringBuilder out) {
        out.append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '"' -> out.append("\\\"");
                case '\\' -> out.append("\\\\");
                case '\n' -> out.append("\\n");
                case '\r' -> out.append("\\r");
                case '\t' -> out.append("\\t");
                default -> {
                    // A surrogate without its other half cannot be written in UTF-8.
                    if (c < ' ' || Character.isSurrogate(c) || c == 0x7f) {
                        out.append(String.format("\\u%04x", (int) c));
                    } else {
                        out.append(c);
                    }
                }
            }
        }
        out.append('"');
    }

    static ReconException malformed(String what) {
        return new ReconException(
                "frame-malformed",
                ErrorOwner.REMOTE,
                what,
                "Only the reconsync command of the same version may talk to the control socket.");
    }
}
