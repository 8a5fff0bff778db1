// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.reconsync.api.Deadline;
import io.reconsync.api.ReconException;
import io.reconsync.api.monitor.Monitor;
import io.reconsync.api.runtime.PluginContext;
import io.reconsync.contract.events.Events;
import io.reconsync.contract.host.GuardControl;
import io.reconsync.contract.host.Guarded;
import io.reconsync.contract.host.PluginData;
import io.reconsync.contract.host.PluginDocument;
import io.reconsync.contract.host.PluginFacts;
import io.reconsync.contract.host.PluginServices;
import io.reconsync.contract.runtime.Instance;
import io.reconsync.contract.runtime.SecretMasks;
import io.reconsync.testkit.framework.JarBuilder;
import io.reconsync.testkit.framework.TestFramework;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.Bundle;

/** A plugin in a real framework, seen from core. */
class HostedPluginTest {
    private static final Duration LIMIT = Duration.ofSeconds(20);
    private static final String SOURCE = """
            package org.example.foo;
            import io.reconsync.api.*;
            import io.reconsync.api.game.GameServer;
            import io.reconsync.api.monitor.*;
            import io.reconsync.api.runtime.*;
            import java.time.*;
            import java.util.*;
            public class Probe implements Monitor {
                private final PluginContext context;
                public Probe(PluginContext context) {
                    this.context = context;
                    context.publishFacts("maps", List.of("Island", "Center"));
                    context.executor().repeat(Duration.ofMillis(5), () -> {
                        if (Thread.currentThread().getContextClassLoader() == Probe.class.getClassLoader()) {
                            context.state().put("beat", context.name());
                        }
                    });
                    context.executor().submit(() -> { while (true) Thread.sleep(1000); });
                }
                public String name() { return "foo"; }
                public Finding probe(GameServer server, Deadline deadline) {
                    context.secrets().put("token", Secret.of("s3cret-value"));
                    for (int i = 0; i < 200; i++) {
                        context.events().emit(new Event(context.clock().instant(), "foo-probed", Severity.INFO,
                            Optional.empty(), "It is s3cret-value.", Map.of("value", "s3cret-value")));
                    }
                    context.dataDirectory();
                    return Finding.ok(context.secrets().get("token").orElseThrow().reveal());
                }
            }
            """;

    @TempDir
    Path folder;

    private TestFramework framework;
    private Bundle plugin;

    @BeforeEach
    void start() {
        framework = TestFramework.start(folder.resolve("cache"));
        framework.register(SecretMasks.class, new PlainMasks());
        framework.register(Instance.class, new FolderInstance(folder));
        framework.startJar(TestFramework.onClassPath("io.reconsync.core-host"));
        framework.startJar(TestFramework.onClassPath("io.reconsync.core-store"));
        plugin = framework.startJar(JarBuilder.plugin("org.example.foo", "1.0.0")
                .header("ReconSync-Games", "games/foo.yaml, games/absent.yaml")
                .header("ReconSync-Schema", "foo=schema/foo.json")
                .entry("games/foo.yaml", "game: foo\n")
                .entry("schema/foo.json", "{}")
                .imports(
                        "io.reconsync.api",
                        "io.reconsync.api.game",
                        "io.reconsync.api.monitor",
                        "io.reconsync.api.runtime")
                .source("org.example.foo.Probe", SOURCE)
                .component(
                        "org.example.foo.Probe",
                        List.of(Monitor.class.getName()),
                        false,
                        List.of(PluginContext.class.getName()))
                .write(folder.resolve("foo.jar")));
        assertTrue(Eventually.holds(() -> !services().all(Monitor.class).isEmpty()));
    }

    @AfterEach
    void stop() {
        framework.close();
    }

    private PluginServices services() {
        return framework.service(PluginServices.class, LIMIT);
    }

    private GuardControl guard() {
        return framework.service(GuardControl.class, LIMIT);
    }

    private Guarded<Monitor> monitor() {
        return services().all(Monitor.class).get(0);
    }

    private String probe(Guarded<Monitor> monitor) {
        return monitor.call("probing", Deadline.after(LIMIT), m -> m.probe(null, null))
                .explanation();
    }

    @Test
    void getsWhatItAsksForAndNothingIsLeftWhenItGoes() throws Exception {
        Guarded<Monitor> monitor = monitor();
        assertEquals("foo", monitor.plugin());
        assertEquals(List.of("Monitor"), guard().offers("foo"));
        assertEquals("s3cret-value", probe(monitor));
        PluginContext context = monitor.context();
        assertTrue(Eventually.holds(() -> context.state().get("beat").equals(java.util.Optional.of("foo"))));
        assertTrue(Files.isDirectory(folder.resolve("data/plugins/foo")));
        Path secret = folder.resolve("secrets/foo/token");
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(secret)));
        assertEquals(
                Map.of("foo.maps", List.of("Island", "Center")),
                framework.service(PluginFacts.class, LIMIT).all());
        assertTrue(Eventually.threads("plugin-foo") > 0);

        Guarded<StringBuilder> inner = monitor.with(new StringBuilder("kept"));
        assertEquals("kept", inner.call("reading", Deadline.after(LIMIT), StringBuilder::toString));
        framework.remove(plugin);
        assertEquals(List.of(), services().all(Monitor.class));
        for (Guarded<?> left : List.of(monitor, inner)) {
            ReconException gone = assertThrows(
                    ReconException.class, () -> left.call("probing", Deadline.after(LIMIT), Object::toString));
            assertEquals("plugin-gone", gone.code());
        }
        assertThrows(IllegalStateException.class, context::state);
        assertTrue(Eventually.holds(() -> Eventually.threads("plugin-foo") == 0), "threads outlive the bundle");
        assertEquals(Map.of(), framework.service(PluginFacts.class, LIMIT).all());
        guard().release("foo");
    }

    @Test
    void itsEventsAreMaskedNamedAndLimited() {
        probe(monitor());
        Events events = framework.service(Events.class, LIMIT);
        assertTrue(Eventually.holds(() -> events.recent(500).stream()
                        .filter(event -> event.kind().equals("foo-probed"))
                        .count()
                >= LimitedSink.PER_MINUTE));
        var stored = events.recent(500).stream()
                .filter(event -> event.kind().equals("foo-probed"))
                .toList();
        assertEquals(LimitedSink.PER_MINUTE, stored.size());
        stored.forEach(event -> {
            assertEquals("It is ***.", event.text());
            assertEquals(Map.of("value", "***", "plugin", "foo"), event.values());
        });
    }

    @Test
    void itsDocumentsAreThereWhileItIsActive() throws Exception {
        assertEquals(Set.of("PROFILE foo game: foo", "SCHEMA foo {}"), documents());
        plugin.stop();
        assertEquals(Set.of(), documents());
    }

    private Set<String> documents() throws Exception {
        var references = framework.context().getAllServiceReferences(PluginDocument.class.getName(), null);
        Set<String> found = new java.util.HashSet<>();
        for (var reference : references == null ? new org.osgi.framework.ServiceReference<?>[0] : references) {
            PluginDocument document = (PluginDocument) framework.context().getService(reference);
            assertEquals("foo", document.plugin());
            found.add(document.kind() + " " + document.name() + " "
                    + document.text().strip());
        }
        return found;
    }

    @Test
    void roomsHearOfChangesAndAClosedPluginIsNotOffered() throws Exception {
        AtomicInteger heard = new AtomicInteger();
        try (AutoCloseable listener = services().onChange(Monitor.class, heard::incrementAndGet)) {
            guard().close("foo");
            assertEquals(List.of(), services().all(Monitor.class));
            assertTrue(Eventually.holds(() -> heard.get() == 1));
            guard().activate("foo", Deadline.after(LIMIT));
            guard().open("foo");
            assertEquals(1, services().all(Monitor.class).size());
            assertTrue(Eventually.holds(() -> heard.get() == 2));
            assertTrue(listener != null);
        }
        plugin.stop();
        assertEquals(2, heard.get());
        assertThrows(
                IllegalArgumentException.class,
                () -> framework.service(PluginData.class, LIMIT).purge("../x"));
    }

    @Test
    void purgeRemovesAllThatItKept() throws Exception {
        probe(monitor());
        monitor().context().state().put("key", "value");
        PluginData data = framework.service(PluginData.class, LIMIT);
        data.copyState("foo", "before");
        plugin.stop();
        data.purge("foo");
        assertFalse(Files.exists(folder.resolve("secrets/foo")));
        assertFalse(Files.exists(folder.resolve("data/plugins/foo")));
        data.restoreState("foo", "before");
        plugin.start();
        assertTrue(Eventually.holds(() -> !services().all(Monitor.class).isEmpty()));
        assertTrue(monitor().context().state().get("key").isEmpty());
    }
}
