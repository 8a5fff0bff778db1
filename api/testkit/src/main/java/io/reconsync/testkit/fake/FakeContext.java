// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.testkit.fake;

import io.reconsync.api.Secret;
import io.reconsync.api.runtime.Event;
import io.reconsync.api.runtime.EventSink;
import io.reconsync.api.runtime.Network;
import io.reconsync.api.runtime.PluginContext;
import io.reconsync.api.runtime.PluginExecutor;
import io.reconsync.api.runtime.PluginState;
import io.reconsync.api.runtime.SecretStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * A context whose state, secrets, events and facts stay in memory, whose clock a test turns, and whose network is the
 * real one. Closing it ends its threads. Thread-safe.
 */
public final class FakeContext implements PluginContext, AutoCloseable {
    private final String name;
    private final Path data;
    private final FakeClock clock = new FakeClock();
    private final FakeExecutor executor = new FakeExecutor();
    private final PlainNetwork network = new PlainNetwork();
    private final Map<String, String> state = new ConcurrentHashMap<>();
    private final Map<String, Secret> secrets = new ConcurrentHashMap<>();
    private final Map<String, List<String>> facts = new ConcurrentHashMap<>();
    private final List<Event> emitted = new CopyOnWriteArrayList<>();

    /** A context for a plugin with a data directory. */
    public FakeContext(String name, Path data) {
        this.name = name;
        this.data = data;
    }

    /** The events so far. */
    public List<Event> emitted() {
        return List.copyOf(emitted);
    }

    /** The published lists. */
    public Map<String, List<String>> facts() {
        return Map.copyOf(facts);
    }

    /** All state. */
    public Map<String, String> stored() {
        return Map.copyOf(state);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public PluginExecutor executor() {
        return executor;
    }

    @Override
    public FakeClock clock() {
        return clock;
    }

    @Override
    public Path dataDirectory() {
        try {
            return Files.createDirectories(data);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public PluginState state() {
        return new PluginState() {
            @Override
            public Optional<String> get(String key) {
                return Optional.ofNullable(state.get(key));
            }

            @Override
            public void put(String key, String value) {
                state.put(key, value);
            }

            @Override
            public void remove(String key) {
                state.remove(key);
            }
        };
    }

    @Override
    public SecretStore secrets() {
        return new SecretStore() {
            @Override
            public Optional<Secret> get(String key) {
                return Optional.ofNullable(secrets.get(key));
            }

            @Override
            public void put(String key, Secret value) {
                secrets.put(key, value);
            }

            @Override
            public void remove(String key) {
                secrets.remove(key);
            }
        };
    }

    @Override
    public Network network() {
        return network;
    }

    @Override
    public EventSink events() {
        return emitted::add;
    }

    @Override
    public void publishFacts(String list, List<String> values) {
        facts.put(list, List.copyOf(values));
    }

    @Override
    public void close() {
        executor.close();
    }
}
