// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.installer;

import io.reconsync.api.Secret;
import io.reconsync.api.runtime.Event;
import io.reconsync.contract.config.Configuration;
import io.reconsync.contract.events.Events;
import io.reconsync.contract.host.DrainParticipant;
import io.reconsync.contract.host.GuardControl;
import io.reconsync.contract.host.PluginServices;
import io.reconsync.contract.host.Plugins;
import io.reconsync.contract.host.Plugins.Life;
import io.reconsync.contract.host.Plugins.PluginStatus;
import io.reconsync.contract.json.JsonCodec;
import io.reconsync.contract.runtime.Home;
import io.reconsync.contract.runtime.Instance;
import io.reconsync.contract.runtime.Role;
import io.reconsync.contract.runtime.SecretMasks;
import io.reconsync.testkit.framework.JarBuilder;
import io.reconsync.testkit.framework.TestFramework;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.osgi.framework.Bundle;

/** A running core of store, host and installer over a home of its own. */
public final class Bench implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(40);

    private final Path root;
    private final AtomicBoolean ready = new AtomicBoolean();
    private final TestFramework framework;
    private final Bundle installer;

    public Bench(Path root, DrainParticipant... participants) {
        this(root, true, participants);
    }

    /** {@code made}: whether there is a folder for plugins. */
    Bench(Path root, boolean made, DrainParticipant... participants) {
        this.root = root;
        try {
            Files.createDirectories(made ? plugins() : root);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        framework = TestFramework.start(root.resolve("cache"), Map.of("reconsync.plugins.ready", "2s"));
        framework.register(Instance.class, new TestInstance());
        framework.register(SecretMasks.class, new NoMasks());
        framework.register(JsonCodec.class, new TinyJson());
        framework.register(Configuration.class, EmptyConfiguration.create());
        for (DrainParticipant participant : participants) {
            framework.register(DrainParticipant.class, participant);
        }
        for (String name : List.of("io.reconsync.core-store", "io.reconsync.core-host")) {
            framework.startJar(TestFramework.onClassPath(name));
        }
        installer = framework.startJar(TestFramework.onClassPath("io.reconsync.core-installer"));
        framework.service(Plugins.class, PATIENCE);
        until("the first pass", ready::get);
    }

    public Path plugins() {
        return root.resolve("plugins");
    }

    public Path root() {
        return root;
    }

    public TestFramework framework() {
        return framework;
    }

    public Plugins lives() {
        return framework.service(Plugins.class, PATIENCE);
    }

    public PluginServices services() {
        return framework.service(PluginServices.class, PATIENCE);
    }

    public GuardControl guard() {
        return framework.service(GuardControl.class, PATIENCE);
    }

    public Bundle installer() {
        return installer;
    }

    public List<String> events() {
        return framework.service(Events.class, PATIENCE).recent(200).stream()
                .map(Event::kind)
                .toList();
    }

    /** Drops a jar as a careful admin does: written beside, then renamed. */
    public void drop(String file, byte[] content) {
        try {
            Path beside = Files.write(root.resolve("incoming"), content);
            Files.move(
                    beside,
                    plugins().resolve(file),
                    StandardCopyOption.ATOMIC_MOVE,
                    StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public void drop(String file, JarBuilder jar) {
        drop(file, jar.bytes());
    }

    public PluginStatus await(String name, Life life) {
        until(
                name + " to be " + life + " instead of " + now(name),
                () -> lives().find(name).filter(s -> s.life() == life).isPresent());
        return lives().find(name).orElseThrow();
    }

    public PluginStatus await(String name, Life life, String version) {
        until(
                name + " " + version + " to be " + life + " instead of " + now(name),
                () -> lives().find(name)
                        .filter(s -> s.life() == life && s.version().equals(version))
                        .isPresent());
        return lives().find(name).orElseThrow();
    }

    private String now(String name) {
        return lives().find(name).map(Object::toString).orElse("unknown");
    }

    public static void until(String what, BooleanSupplier condition) {
        until(what, PATIENCE, condition);
    }

    public static void until(String what, Duration patience, BooleanSupplier condition) {
        long end = System.nanoTime() + patience.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > end) {
                throw new AssertionError("Waited in vain for " + what + ".");
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(10));
        }
    }

    public String note(String file) {
        try {
            Path note = plugins().resolve(file.substring(0, file.length() - 4) + ".refused.txt");
            return Files.exists(note) ? Files.readString(note).strip() : "";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        framework.close();
    }

    private final class TestInstance implements Instance {
        @Override
        public String version() {
            return "0.1.0";
        }

        @Override
        public Role role() {
            return Role.AGENT;
        }

        @Override
        public Home home() {
            return new Home(root);
        }

        @Override
        public Instant started() {
            return Instant.EPOCH;
        }

        @Override
        public void stop(String reason) {
            throw new AssertionError(reason);
        }

        @Override
        public void ready() {
            ready.set(true);
        }

        @Override
        public boolean isReady() {
            return ready.get();
        }
    }

    private static final class NoMasks implements SecretMasks {
        @Override
        public void add(Secret secret) {
            // Nothing is secret here.
        }

        @Override
        public String mask(String text) {
            return text;
        }
    }
}
