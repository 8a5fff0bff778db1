// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.config.yaml;

import java.util.Locale;
import org.yaml.snakeyaml.nodes.Tag;
import org.yaml.snakeyaml.resolver.Resolver;

/** What a value without quotes means: YAML 1.1, but times, dates and sexagesimal numbers stay text. */
final class PlainValue {
    private PlainValue() {}

    /** As if {@code text} stood in the file without quotes; null for none. */
    static Object of(String text) {
        Tag tag = new Resolver().resolve(org.yaml.snakeyaml.nodes.NodeId.scalar, text, true);
        return of(tag, text);
    }

    static Object of(Tag tag, String text) {
        if (Tag.NULL.equals(tag)) {
            return null;
        }
        if (Tag.BOOL.equals(tag)) {
            return switch (text.toLowerCase(Locale.ROOT)) {
                case "true", "yes", "on" -> Boolean.TRUE;
                default -> Boolean.FALSE;
            };
        }
        if (Tag.INT.equals(tag)) {
            String digits = text.replace("_", "");
            return digits.matches("[+-]?(0|[1-9]\\d{0,17})") ? (Object) Long.valueOf(digits) : text;
        }
        if (Tag.FLOAT.equals(tag)) {
            return text.matches("[+-]?\\d+\\.\\d*([eE][+-]?\\d{1,3})?") ? (Object) Double.valueOf(text) : text;
        }
        return text;
    }
}
