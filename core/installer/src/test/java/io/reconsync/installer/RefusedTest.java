// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.installer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.reconsync.contract.host.Plugins.Life;
import io.reconsync.contract.host.Plugins.PluginStatus;
import io.reconsync.testkit.framework.JarBuilder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RefusedTest {
    @TempDir
    Path folder;

    private static void refuses(Bench bench, Map<String, BrokenJars.Broken> jars) {
        jars.forEach((file, broken) -> bench.drop(file, broken.content()));
        jars.forEach((file, broken) -> {
            Bench.until(
                    "a note beside " + file + bench.lives().list(),
                    () -> !bench.note(file).isEmpty());
            assertTrue(bench.note(file).startsWith(broken.sentence()), () -> file + ": " + bench.note(file));
            Bench.until(
                    file + " to be refused",
                    () -> bench.lives().list().stream()
                            .anyMatch(status -> status.file().equals(file)
                                    && status.life() == Life.REFUSED
                                    && status.sentence().startsWith(broken.sentence())));
        });
    }

    @Test
    void everyBrokenJarGetsItsSentenceAndTheRestRunsOn() {
        try (Bench bench = new Bench(folder)) {
            bench.drop("good.jar", SamplePlugin.of("good", "1.0.0"));
            bench.await("good", Life.READY);
            long bundles = bench.framework().bundles().size();
            refuses(bench, BrokenJars.quick());
            assertEquals(List.of("1.0.0"), DropTest.answers(bench));
            assertEquals(1 + BrokenJars.quick().size(), bench.lives().list().size());
            assertEquals(bundles, bench.framework().bundles().size(), "a refused jar leaves no bundle");
            Bench.until("the event", () -> bench.events().contains("plugin-refused"));

            bench.drop("throws.jar", SamplePlugin.of("throwing", "1.0.1"));
            bench.await("throwing", Life.READY);
            Bench.until("the note to go", () -> bench.note("throws.jar").isEmpty());
            bench.lives().remove("truncated", false);
            Bench.until("the note to go", () -> bench.note("truncated.jar").isEmpty());
            assertFalse(bench.lives().find("truncated").isPresent());
        }
    }

    @Test
    void hangsAreAbandonedAndTheRestRunsOn() {
        try (Bench bench = new Bench(folder)) {
            bench.drop("good.jar", SamplePlugin.of("good", "1.0.0"));
            bench.await("good", Life.READY);
            refuses(bench, BrokenJars.slow());
            assertEquals(List.of("1.0.0"), DropTest.answers(bench));
            bench.drop("good.jar", SamplePlugin.of("good", "1.1.0"));
            bench.await("good", Life.READY, "1.1.0");
            assertTrue(bench.lives().why("good").stream().anyMatch(s -> s.contains("are left behind")));
        }
    }

    @Test
    void aBrokenReplacementIsRolledBack() {
        try (Bench bench = new Bench(folder)) {
            bench.drop("foo.jar", SamplePlugin.of("foo", "1.0.0"));
            bench.await("foo", Life.READY);
            bench.drop(
                    "foo.jar", SamplePlugin.of("foo", "1.1.0", "if (true) throw new Error(\"no\");", "return null;"));
            PluginStatus status = bench.await("foo", Life.ROLLED_BACK);
            assertEquals("1.0.0", status.version());
            assertTrue(status.sentence().contains("foo 1.1.0 did not become ready"), status.sentence());
            assertTrue(status.sentence().endsWith("Version 1.0.0 runs again."), status.sentence());
            assertEquals(List.of("1.0.0"), DropTest.answers(bench));
            Bench.until("a note", () -> bench.note("foo.jar").startsWith("foo 1.1.0 did not become ready"));

            byte[] whole = SamplePlugin.of("foo", "1.2.0").bytes();
            bench.drop("foo.jar", java.util.Arrays.copyOf(whole, 500));
            PluginStatus refused = bench.await("foo", Life.READY);
            assertTrue(refused.sentence().endsWith("Version 1.0.0 runs on."), refused.sentence());
            Bench.until("the event", () -> bench.events().contains("plugin-refused"));
            assertEquals(List.of("1.0.0"), DropTest.answers(bench));
        }
        try (Bench bench = new Bench(folder)) {
            assertEquals(List.of("1.0.0"), DropTest.answers(bench));
            bench.drop("foo.jar", SamplePlugin.of("foo", "1.2.0"));
            bench.await("foo", Life.READY, "1.2.0");
            Bench.until("the note to go", () -> bench.note("foo.jar").isEmpty());
        }
    }

    @Test
    void aNameThatIsTakenIsRefusedUntilItIsFree() throws Exception {
        try (Bench bench = new Bench(folder)) {
            bench.drop("foo.jar", SamplePlugin.of("foo", "1.0.0"));
            bench.await("foo", Life.READY);
            bench.drop("another.jar", SamplePlugin.of("foo", "2.0.0"));
            Bench.until("a note", () -> bench.note("another.jar").startsWith("another.jar is the plugin foo again"));
            assertEquals(List.of("1.0.0"), DropTest.answers(bench));
            Files.delete(bench.plugins().resolve("foo.jar"));
            bench.await("foo", Life.READY, "2.0.0");
            Bench.until("the note to go", () -> bench.note("another.jar").isEmpty());
        }
    }

    @Test
    void aRenamedJarStaysWhatItIs() throws Exception {
        try (Bench bench = new Bench(folder)) {
            bench.drop("foo.jar", SamplePlugin.of("foo", "1.0.0"));
            bench.await("foo", Life.READY);
            Files.move(bench.plugins().resolve("foo.jar"), bench.plugins().resolve("FOO-1.0.JAR"));
            Bench.until(
                    "the new name",
                    () -> bench.lives().find("foo").orElseThrow().file().equals("FOO-1.0.JAR"));
            bench.await("foo", Life.READY);
            assertEquals(List.of("1.0.0"), DropTest.answers(bench));
        }
    }

    @Test
    void thingsThatAreNoFilesAreRefused() throws Exception {
        try (Bench bench = new Bench(folder)) {
            Files.createDirectory(bench.plugins().resolve("folder.jar"));
            Path real = Files.write(
                    folder.resolve("real.jar"), SamplePlugin.of("real", "1.0.0").bytes());
            Files.createSymbolicLink(bench.plugins().resolve("link.jar"), real);
            Files.write(bench.plugins().resolve("notes.txt"), new byte[3]);
            Files.write(bench.plugins().resolve(".hidden.jar"), new byte[3]);
            bench.drop("UPPER.JAR", SamplePlugin.of("upper", "1.0.0"));
            bench.await("upper", Life.READY);
            Bench.until("a note", () -> bench.note("folder.jar").startsWith("folder.jar is a folder and no jar."));
            Bench.until("a note", () -> bench.note("link.jar").startsWith("link.jar is a link and no jar."));
            assertEquals(3, bench.lives().list().size());
        }
    }

    @Test
    void aJarThatIsCopiedSlowlyIsLetInOnceItIsWhole() throws Exception {
        byte[] whole =
                SamplePlugin.of("slow", "1.0.0").entry("big", new byte[300_000]).bytes();
        try (Bench bench = new Bench(folder)) {
            Path file = bench.plugins().resolve("slow.jar");
            Files.write(file, java.util.Arrays.copyOf(whole, whole.length / 3));
            Bench.until("a note", () -> bench.note("slow.jar").startsWith("slow.jar is not a whole jar"));
            Files.write(file, java.util.Arrays.copyOf(whole, whole.length / 2));
            Files.write(file, whole);
            bench.await("slow", Life.READY);
            Bench.until("the note to go", () -> bench.note("slow.jar").isEmpty());
        }
    }

    @Test
    void installGivesTheRefusalAsAnError() {
        try (Bench bench = new Bench(folder)) {
            Path bad = JarBuilder.plugin("org.example.bad", "1.0.0")
                    .imports("com.example.absent")
                    .write(folder.resolve("bad.jar"));
            var error = org.junit.jupiter.api.Assertions.assertThrows(
                    io.reconsync.api.ReconException.class, () -> bench.lives().install(bad));
            assertTrue(error.getMessage().startsWith("bad 1.0.0 needs the package com.example.absent"));
            bench.lives().install(SamplePlugin.of("fine", "1.0.0").write(folder.resolve("fine-1.0.jar")));
            assertEquals(Life.READY, bench.lives().find("fine").orElseThrow().life());
            bench.lives().install(SamplePlugin.of("fine", "1.1.0").write(folder.resolve("fine-1.1.jar")));
            assertEquals("1.1.0", bench.lives().find("fine").orElseThrow().version());
            bench.lives().remove("fine", true);
            assertFalse(bench.lives().find("fine").isPresent());
            assertEquals(List.of(), DropTest.answers(bench));
        }
    }
}
