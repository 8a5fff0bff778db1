// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.config;

import io.reconsync.api.Secret;
import io.reconsync.api.runtime.Event;
import io.reconsync.contract.events.Events;
import io.reconsync.contract.runtime.Home;
import io.reconsync.contract.runtime.Instance;
import io.reconsync.contract.runtime.Role;
import io.reconsync.contract.runtime.SecretMasks;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** A home with a running instance around it that remembers what it was told. */
final class TestHome implements Instance, SecretMasks, Events {
    final List<Event> emitted = new CopyOnWriteArrayList<>();
    final List<String> failures = new CopyOnWriteArrayList<>();
    private final List<Secret> secrets = new CopyOnWriteArrayList<>();
    private final Home home;
    volatile boolean ending;

    TestHome(Path root) {
        this.home = new Home(root);
    }

    TestHome with(String file, String text) {
        try {
            Path path = home.root().resolve(file);
            Files.createDirectories(path.getParent());
            Files.writeString(path, text);
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public String version() {
        return "0";
    }

    @Override
    public Role role() {
        return Role.AGENT;
    }

    @Override
    public Home home() {
        return home;
    }

    @Override
    public Instant started() {
        return Instant.EPOCH;
    }

    @Override
    public void stop(String reason) {
        failures.add(reason);
    }

    @Override
    public void fail(int exitCode, String sentence) {
        failures.add(exitCode + " " + sentence);
    }

    @Override
    public void ready() {}

    @Override
    public boolean isReady() {
        return true;
    }

    @Override
    public boolean isEnding() {
        return ending;
    }

    @Override
    public void add(Secret secret) {
        secrets.add(secret);
    }

    @Override
    public String mask(String text) {
        String masked = text;
        for (Secret secret : secrets) {
            masked = secret.reveal().length() < 4 ? masked : masked.replace(secret.reveal(), "***");
        }
        return masked;
    }

    List<String> revealed() {
        return secrets.stream().map(Secret::reveal).toList();
    }

    @Override
    public void emit(Event event) {
        emitted.add(event);
    }

    @Override
    public AutoCloseable subscribe(Consumer<Event> listener) {
        return () -> {};
    }

    @Override
    public List<Event> recent(int limit) {
        return new ArrayList<>(emitted);
    }
}
