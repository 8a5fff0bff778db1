// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.testkit.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.reconsync.protocol.log.LinePattern;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** The profile that a bundle ships beside its adapter: that it is there, can be read, and has patterns that compile. */
final class ShippedProfile {
    private ShippedProfile() {}

    static void check(Class<?> adapter, String game) throws IOException {
        String path = "/games/" + game + ".yaml";
        try (InputStream in = adapter.getResourceAsStream(path)) {
            assertNotNull(in, () -> "the bundle ships no " + path);
            Object root = new Yaml(new SafeConstructor(new LoaderOptions())).load(in);
            Map<?, ?> profile = assertInstanceOf(Map.class, root, path + " must be a mapping");
            assertEquals(game, profile.get("game"), path + " must name its game");
            assertFalse(String.valueOf(profile.get("name")).isBlank(), path + " must have a name for people");
            Map<?, ?> files = assertInstanceOf(Map.class, profile.get("files"), path + " must say what a world is");
            assertFalse(((List<?>) files.get("roots")).isEmpty(), path + " needs files.roots");
            patterns(path, profile);
        }
    }

    private static void patterns(String path, Map<?, ?> profile) {
        List<?> events = profile.get("events") instanceof List<?> list ? list : List.of();
        for (int i = 0; i < events.size(); i++) {
            Map<?, ?> event = (Map<?, ?>) events.get(i);
            String place = path + " events[" + i + "]";
            assertTrue(event.get("line") instanceof String, place + " needs a line");
            assertTrue(event.get("event") instanceof String, place + " needs an event");
            LinePattern.compile(place, (String) event.get("line"));
        }
        if (profile.get("process") instanceof Map<?, ?> process && process.get("ready") instanceof String ready) {
            LinePattern.compile(path + " process.ready", ready);
        }
        if (profile.get("crash") instanceof Map<?, ?> crash && crash.get("log") instanceof List<?> lines) {
            lines.forEach(line -> LinePattern.compile(path + " crash.log", (String) line));
        }
    }
}
