// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.installer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.reconsync.api.Deadline;
import io.reconsync.api.monitor.Monitor;
import io.reconsync.contract.host.Guarded;
import io.reconsync.contract.host.Plugins.Life;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DropTest {
    @TempDir
    Path folder;

    static List<String> answers(Bench bench) {
        return bench.services().all(Monitor.class).stream()
                .map(DropTest::answer)
                .toList();
    }

    private static String answer(Guarded<Monitor> monitor) {
        return monitor.call("probing", Deadline.after(Duration.ofSeconds(10)), m -> m.probe(null, null))
                .explanation();
    }

    @Test
    void comesIsReplacedAndGoes() throws Exception {
        try (Bench bench = new Bench(folder.resolve("with space + 100% ü"))) {
            bench.drop("foo.jar", SamplePlugin.of("foo", "1.0.0"));
            bench.await("foo", Life.READY);
            assertEquals(List.of("1.0.0"), answers(bench));

            bench.drop("foo.jar", SamplePlugin.of("foo", "1.1.0"));
            bench.await("foo", Life.READY, "1.1.0");
            assertEquals(List.of("1.1.0"), answers(bench));
            assertTrue(bench.lives().why("foo").contains("It offers: Monitor."));

            assertEquals("1.0.0", bench.lives().rollback("foo").version());
            assertEquals(List.of("1.0.0"), answers(bench));

            Files.delete(bench.plugins().resolve("foo.jar"));
            bench.await("foo", Life.GONE);
            assertEquals(List.of(), answers(bench));
            Bench.until(
                    "the events",
                    () -> bench.events().containsAll(List.of("plugin-ready", "plugin-draining", "plugin-gone")));
        }
    }

    @Test
    void surviveARestartAndAreComparedWithTheFolder() throws Exception {
        try (Bench bench = new Bench(folder)) {
            bench.drop("foo.jar", SamplePlugin.of("foo", "1.0.0"));
            bench.drop("bar.jar", SamplePlugin.of("bar", "2.0.0"));
            bench.await("foo", Life.READY);
            bench.await("bar", Life.READY);
        }
        Files.delete(folder.resolve("plugins/foo.jar"));
        SamplePlugin.of("baz", "3.0.0").write(folder.resolve("plugins/baz.jar"));
        try (Bench bench = new Bench(folder)) {
            assertEquals(Life.READY, bench.lives().find("bar").orElseThrow().life());
            assertEquals(Life.GONE, bench.lives().find("foo").orElseThrow().life());
            assertEquals(Life.READY, bench.lives().find("baz").orElseThrow().life());
            assertFalse(Files.readString(folder.resolve("data/active-set.json")).contains("foo"));
        }
    }
}
