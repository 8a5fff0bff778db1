// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.itests;

import io.reconsync.contract.control.WireJson;
import java.util.List;
import java.util.Map;

/**
 * What one run of a command gave.
 *
 * @param exit the exit code
 * @param out standard output
 * @param err standard error
 */
record Ran(int exit, String out, String err) {
    /** The output as JSON. */
    Object json() {
        try {
            return WireJson.read(out.strip());
        } catch (RuntimeException e) {
            throw new AssertionError("no JSON: " + this, e);
        }
    }

    /** The first value of a key, however deep; null when there is none. */
    static Object find(Object data, String key) {
        Iterable<?> inside = List.of();
        if (data instanceof Map<?, ?> map) {
            if (map.get(key) != null) {
                return map.get(key);
            }
            inside = map.values();
        } else if (data instanceof List<?> list) {
            inside = list;
        }
        for (Object value : inside) {
            Object found = find(value, key);
            if (found != null) {
                return found;
            }
        }
        return null;
    }
}
