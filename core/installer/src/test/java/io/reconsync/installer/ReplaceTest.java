// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.installer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.reconsync.api.Deadline;
import io.reconsync.api.ReconException;
import io.reconsync.api.monitor.Finding;
import io.reconsync.api.monitor.Monitor;
import io.reconsync.contract.host.DrainParticipant;
import io.reconsync.contract.host.Guarded;
import io.reconsync.contract.host.Plugins.Life;
import io.reconsync.testkit.framework.JarBuilder;
import java.lang.ref.WeakReference;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.Bundle;
import org.osgi.framework.wiring.BundleWiring;

/** What happens to everybody else while a plugin is replaced. */
class ReplaceTest {
    private static final String COUNTS = "int n = Integer.parseInt(context.state().get(\"n\").orElse(\"0\")) + 1;"
            + " context.state().put(\"n\", Integer.toString(n)); return Finding.ok(\"VERSION \" + n);";

    @TempDir
    Path folder;

    static JarBuilder counting(String version) {
        return SamplePlugin.bare(
                        "foo",
                        version,
                        "io.reconsync.api.runtime.PluginContext given",
                        "context = given;",
                        COUNTS.replace("VERSION", version))
                .replace("public Probe(", "private final io.reconsync.api.runtime.PluginContext context; public Probe(")
                .component(
                        "org.example.foo.Probe",
                        List.of(SamplePlugin.MONITOR),
                        false,
                        List.of("io.reconsync.api.runtime.PluginContext"));
    }

    @Test
    void stateIsPutBackOnRollBack() {
        try (Bench bench = new Bench(folder)) {
            bench.drop("foo.jar", counting("1.0.0"));
            bench.await("foo", Life.READY, "1.0.0");
            assertEquals(List.of("1.0.0 1"), DropTest.answers(bench));
            bench.drop("foo.jar", counting("2.0.0"));
            bench.await("foo", Life.READY, "2.0.0");
            assertEquals(List.of("2.0.0 2"), DropTest.answers(bench));
            assertEquals(List.of("2.0.0 3"), DropTest.answers(bench));
            bench.lives().rollback("foo");
            assertEquals(List.of("1.0.0 2"), DropTest.answers(bench), "the state of before the update is back");
        }
    }

    @Test
    void whenTheUpdateCannotBeRecordedTheVersionBeforeRunsAgain() throws Exception {
        Path inTheWay = folder.resolve("data/active-set.json.tmp");
        DrainParticipant breaks = new DrainParticipant() {
            @Override
            public void drain(String plugin, Deadline deadline) {
                inTheWay.toFile().mkdirs();
            }

            @Override
            public void resume(String plugin) {
                inTheWay.toFile().delete();
            }
        };
        try (Bench bench = new Bench(folder, breaks)) {
            bench.drop("foo.jar", SamplePlugin.of("foo", "1.0.0"));
            bench.await("foo", Life.READY, "1.0.0");
            List<String> before = DropTest.answers(bench);
            bench.drop("foo.jar", SamplePlugin.of("foo", "2.0.0"));
            Bench.until("the note", () -> !bench.note("foo.jar").isEmpty());
            assertTrue(bench.note("foo.jar").contains("active-set.json"), bench.note("foo.jar"));
            assertEquals(before, DropTest.answers(bench));
        }
        try (Bench bench = new Bench(folder)) {
            bench.await("foo", Life.READY, "2.0.0");
        }
    }

    @Test
    void aKillInTheMiddleLeavesTheVersionBefore() throws Exception {
        try (Bench bench = new Bench(folder)) {
            bench.drop("foo.jar", SamplePlugin.of("foo", "1.0.0"));
            bench.await("foo", Life.READY);
        }
        Path set = folder.resolve("data/active-set.json");
        String text = Files.readString(set);
        byte[] next = SamplePlugin.of("foo", "1.1.0").bytes();
        Files.write(folder.resolve("plugins/foo.jar"), next);
        String sha = java.util.HexFormat.of()
                .formatHex(java.security.MessageDigest.getInstance("SHA-256").digest(next));
        for (int tries = 1; tries <= 2; tries++) {
            Files.writeString(
                    set,
                    text.strip().replaceFirst("}$", "")
                            + ",\"pending\":{\"name\":\"foo\",\"from\":\"x\",\"to\":\"" + sha
                            + "\",\"copied\":false,\"tries\":" + tries + "}}");
            try (Bench bench = new Bench(folder)) {
                String version = tries == 1 ? "1.1.0" : "1.0.0";
                Bench.until("an answer", () -> DropTest.answers(bench).equals(List.of(version)));
                if (tries == 2) {
                    Bench.until(
                            "a note",
                            () -> bench.note("foo.jar").contains("was being started when ReconSync ended, 2 times"));
                }
            }
        }
    }

    @Test
    void aDamagedSetOrStoreIsMadeAgain() throws Exception {
        try (Bench bench = new Bench(folder)) {
            bench.drop("foo.jar", SamplePlugin.of("foo", "1.0.0"));
            bench.await("foo", Life.READY);
        }
        try (var jars = Files.list(folder.resolve("data/bundles"))) {
            for (Path jar : jars.toList()) {
                Files.write(jar, Arrays.copyOf(Files.readAllBytes(jar), 100));
            }
        }
        try (Bench bench = new Bench(folder)) {
            assertEquals(List.of("1.0.0"), DropTest.answers(bench));
        }
        Files.writeString(folder.resolve("data/active-set.json"), "{\"plugins\":[{\"na");
        try (Bench bench = new Bench(folder)) {
            assertEquals(List.of("1.0.0"), DropTest.answers(bench));
        }
    }

    @Test
    void everybodyLetsGoFirstAndCallsUnderWayMayEnd() throws Exception {
        List<String> told = new CopyOnWriteArrayList<>();
        DrainParticipant participant = new DrainParticipant() {
            @Override
            public void drain(String plugin, Deadline deadline) {
                told.add("drain " + plugin);
            }

            @Override
            public void resume(String plugin) {
                told.add("resume " + plugin);
            }
        };
        DrainParticipant broken = new DrainParticipant() {
            @Override
            public void drain(String plugin, Deadline deadline) {
                throw new IllegalStateException("this room has a defect");
            }

            @Override
            public void resume(String plugin) {
                throw new IllegalStateException("this room has a defect");
            }
        };
        try (Bench bench = new Bench(folder, broken, participant)) {
            String body = "try { new java.util.concurrent.CountDownLatch(1).await(2, java.util.concurrent.TimeUnit"
                    + ".SECONDS); } catch (InterruptedException e) { return Finding.bad(\"cut off\"); }"
                    + " return Finding.ok(\"1.0.0\");";
            bench.drop("foo.jar", SamplePlugin.of("foo", "1.0.0", "", body));
            bench.await("foo", Life.READY);
            told.clear();
            Guarded<Monitor> old = bench.services().all(Monitor.class).get(0);
            CompletableFuture<Finding> call = CompletableFuture.supplyAsync(
                    () -> old.call("probing", Deadline.after(Duration.ofSeconds(20)), m -> m.probe(null, null)));
            Bench.until("the call to run", () -> bench.guard().running("foo") == 1);
            bench.drop("foo.jar", SamplePlugin.of("foo", "1.1.0"));
            bench.await("foo", Life.READY, "1.1.0");
            assertEquals("1.0.0", call.get(10, TimeUnit.SECONDS).explanation(), "a call under way may end");
            assertEquals(List.of("drain foo", "resume foo"), told);
            ReconException gone = org.junit.jupiter.api.Assertions.assertThrows(
                    ReconException.class,
                    () -> old.call("probing", Deadline.after(Duration.ofSeconds(5)), m -> m.name()));
            assertEquals("plugin-gone", gone.code());
        }
    }

    @Test
    void aQuarantineIsExplainedAndEndsWithTheNextVersion() {
        String hang = "while (true) { try { Thread.sleep(1000); } catch (InterruptedException e) { continue; } }";
        try (Bench bench = new Bench(folder)) {
            bench.drop("foo.jar", SamplePlugin.of("foo", "1.0.0", "", hang));
            bench.await("foo", Life.READY);
            Guarded<Monitor> monitor = bench.services().all(Monitor.class).get(0);
            for (int i = 0; i < 3; i++) {
                org.junit.jupiter.api.Assertions.assertThrows(
                        ReconException.class,
                        () -> monitor.call("probing", Deadline.after(Duration.ofMillis(50)), m -> m.probe(null, null)));
            }
            assertEquals(
                    Life.QUARANTINED, bench.lives().find("foo").orElseThrow().life());
            assertEquals(3, bench.lives().find("foo").orElseThrow().abandonedCalls());
            assertTrue(bench.lives().why("foo").get(0).startsWith("foo is in quarantine: 3 calls did not come back"));
            assertEquals(List.of(), bench.services().all(Monitor.class));
            Bench.until("the event", () -> bench.events().contains("plugin-quarantined"));
            bench.drop("foo.jar", SamplePlugin.of("foo", "1.1.0"));
            bench.await("foo", Life.READY, "1.1.0");
            assertEquals(List.of("1.1.0"), DropTest.answers(bench));
        }
    }

    @Test
    void twentyRoundsLeaveNothingBehind() throws Exception {
        byte[][] jars = {
            counting("1.0.0").bytes(),
            counting("2.0.0").entry("more", new byte[9]).bytes()
        };
        List<WeakReference<ClassLoader>> loaders = new ArrayList<>();
        List<Long> millis = new ArrayList<>();
        try (Bench bench = new Bench(folder)) {
            Set<String> threads = Set.of();
            long bundles = 0;
            for (int round = 0; round < 20; round++) {
                String version = round % 2 == 0 ? "1.0.0" : "2.0.0";
                long begin = System.nanoTime();
                bench.drop("foo.jar", jars[round % 2]);
                bench.await("foo", Life.READY, version);
                millis.add(TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begin));
                assertTrue(DropTest.answers(bench).get(0).startsWith(version));
                loaders.add(new WeakReference<>(loader(bench)));
                if (round == 2) {
                    threads = threads();
                    bundles = bench.framework().bundles().size();
                }
            }
            loaders.remove(loaders.size() - 1);
            Bench.until("the class loaders to go", () -> {
                System.gc();
                return loaders.stream().allMatch(loader -> loader.get() == null);
            });
            Set<String> left = threads();
            left.removeAll(threads);
            assertEquals(Set.of(), left);
            assertEquals(bundles, bench.framework().bundles().size());
            try (var stored = Files.list(folder.resolve("data/bundles"))) {
                assertTrue(stored.count() <= 3, "jars that are no longer needed are removed");
            }
        }
        millis.sort(null);
        assertTrue(millis.get(millis.size() / 2) < 5_000, () -> "median " + millis.get(millis.size() / 2) + " ms");
        assertFalse(millis.isEmpty());
    }

    private static ClassLoader loader(Bench bench) {
        for (Bundle bundle : bench.framework().context().getBundles()) {
            if (bundle.getSymbolicName().equals("org.example.foo")) {
                return bundle.adapt(BundleWiring.class).getClassLoader();
            }
        }
        throw new AssertionError("There is no bundle foo.");
    }

    private static Set<String> threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .map(thread -> thread.getName().replaceAll("\\d+", "#"))
                .filter(name -> !name.startsWith("plugin-foo") && !name.startsWith("installer"))
                .collect(Collectors.toSet());
    }
}
