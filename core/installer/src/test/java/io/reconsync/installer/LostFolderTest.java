// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.installer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.reconsync.contract.host.Plugins.Life;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A folder that cannot be read says nothing about the jars in it. */
class LostFolderTest {
    @TempDir
    Path folder;

    private static void says(Bench bench, Path plugins) {
        Bench.until(
                "the sentence",
                () -> bench.lives().why("foo").get(0).contains(plugins + " cannot be read (it is not there)"));
        assertEquals(
                Life.READY,
                bench.lives().find("foo").orElseThrow().life(),
                bench.lives().why("foo")::toString);
        assertEquals(List.of("1.0.0"), DropTest.answers(bench));
        Bench.until("the event", () -> bench.events().contains("plugins-unreadable"));
    }

    @Test
    void whatRunsIsKeptUntilTheFolderIsBack() throws Exception {
        Path away = folder.resolve("away");
        try (Bench bench = new Bench(folder)) {
            bench.drop("foo.jar", SamplePlugin.of("foo", "1.0.0"));
            bench.await("foo", Life.READY);
            Files.move(bench.plugins(), away);
            says(bench, bench.plugins());
            Files.move(away, bench.plugins());
            Bench.until("the folder", () -> bench.events().contains("plugins-readable"));
            assertEquals(
                    1,
                    bench.events().stream().filter("plugins-unreadable"::equals).count());
            assertEquals(List.of("1.0.0"), DropTest.answers(bench));
            assertTrue(!bench.events().contains("plugin-gone"), bench.events()::toString);
            Files.move(bench.plugins(), away);
            Files.createDirectory(bench.plugins());
            bench.await("foo", Life.GONE);
        }
    }

    @Test
    void aStartWithoutTheFolderStartsWhatRan() throws Exception {
        Path away = folder.resolve("away");
        try (Bench bench = new Bench(folder)) {
            bench.drop("foo.jar", SamplePlugin.of("foo", "1.0.0"));
            bench.await("foo", Life.READY);
        }
        Files.move(folder.resolve("plugins"), away);
        try (Bench bench = new Bench(folder, false)) {
            says(bench, bench.plugins());
            assertTrue(Files.readString(folder.resolve("data/active-set.json")).contains("foo"));
        }
    }
}
