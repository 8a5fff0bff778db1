// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.config.json;

import java.util.Locale;

/** Names as they stand in JSON and YAML. */
public final class Names {
    private Names() {}

    /** {@code maxParts} as {@code max_parts}. */
    public static String ofComponent(String name) {
        return name.replaceAll("(?<=[a-z0-9])([A-Z])", "_$1").toLowerCase(Locale.ROOT);
    }

    /** {@code CRASH_LOOP} as {@code crash-loop}. */
    public static String ofConstant(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
