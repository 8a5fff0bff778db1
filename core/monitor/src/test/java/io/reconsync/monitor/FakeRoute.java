// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.monitor;

import io.reconsync.api.Secret;
import io.reconsync.api.Settings;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The settings of a route with nothing but a type. */
record FakeRoute(String type) implements Settings {
    @Override
    public Set<String> keys() {
        return Set.of("type");
    }

    @Override
    public Optional<String> text(String key) {
        return key.equals("type") ? Optional.of(type) : Optional.empty();
    }

    @Override
    public Optional<Long> number(String key) {
        return Optional.empty();
    }

    @Override
    public Optional<Boolean> flag(String key) {
        return Optional.empty();
    }

    @Override
    public Optional<Duration> duration(String key) {
        return Optional.empty();
    }

    @Override
    public Optional<Secret> secret(String key) {
        return Optional.empty();
    }

    @Override
    public List<String> texts(String key) {
        return List.of();
    }

    @Override
    public Optional<Settings> nested(String key) {
        return Optional.empty();
    }

    @Override
    public Map<String, Settings> children(String key) {
        return Map.of();
    }

    @Override
    public <T extends Record> T as(Class<T> wanted) {
        throw new UnsupportedOperationException();
    }

    @Override
    public String place() {
        return "conf/reconsync.yaml:1:1 notify.test";
    }
}
