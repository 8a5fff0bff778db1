// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.commands;

import io.reconsync.contract.values.ByteText;
import io.reconsync.contract.values.DurationText;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What a job yields, for people: without what is empty, sizes and times as they are written, in the same order always. */
final class JobResult {
    private static final String COPY = "copy.";

    private JobResult() {}

    static List<Map.Entry<String, String>> fields(Map<String, String> result) {
        List<Map.Entry<String, String>> fields = new ArrayList<>();
        new TreeMap<>(result).forEach((key, value) -> {
            if (!value.isEmpty()) {
                fields.add(field(key, value));
            }
        });
        return fields;
    }

    private static Map.Entry<String, String> field(String key, String value) {
        boolean number = value.matches("\\d{1,18}");
        if (number && (key.equals("bytes") || key.equals("stored"))) {
            return Map.entry(key.equals("bytes") ? "world" : key, ByteText.format(Long.parseLong(value)));
        }
        if (number && key.endsWith("_ms")) {
            String time = DurationText.format(Duration.ofMillis(Long.parseLong(value)));
            return Map.entry(words(key.substring(0, key.length() - 3)), time);
        }
        return key.startsWith(COPY)
                ? Map.entry("copy in " + key.substring(COPY.length()), value)
                : Map.entry(words(key), value);
    }

    private static String words(String key) {
        return key.replace('_', ' ');
    }
}
