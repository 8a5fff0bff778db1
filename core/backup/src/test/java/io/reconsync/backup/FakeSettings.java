// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.backup;

import io.reconsync.api.Secret;
import io.reconsync.api.Settings;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Settings out of texts. */
record FakeSettings(Map<String, String> all) implements Settings {
    @Override
    public Set<String> keys() {
        return all.keySet();
    }

    @Override
    public Optional<String> text(String key) {
        return Optional.ofNullable(all.get(key));
    }

    @Override
    public Optional<Long> number(String key) {
        return text(key).map(Long::valueOf);
    }

    @Override
    public Optional<Boolean> flag(String key) {
        return text(key).map(Boolean::valueOf);
    }

    @Override
    public Optional<Duration> duration(String key) {
        return text(key).map(Duration::parse);
    }

    @Override
    public Optional<Secret> secret(String key) {
        return text(key).map(Secret::of);
    }

    @Override
    public List<String> texts(String key) {
        return text(key).map(List::of).orElse(List.of());
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
        return "conf/reconsync.yaml:1:1 destinations.x";
    }
}
