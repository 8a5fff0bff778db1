// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.servers;

import io.reconsync.api.Secret;
import io.reconsync.api.Settings;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** An empty mapping. */
final class NoKeys implements Settings {
    @Override
    public Set<String> keys() {
        return Set.of();
    }

    @Override
    public Optional<String> text(String key) {
        return Optional.empty();
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
    public <T extends Record> T as(Class<T> type) {
        throw new UnsupportedOperationException();
    }

    @Override
    public String place() {
        return "foo.yaml";
    }
}
