// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.testkit.fake;

import io.reconsync.api.ErrorOwner;
import io.reconsync.api.ReconException;
import io.reconsync.api.Secret;
import io.reconsync.api.Settings;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Settings from a map, as a YAML file would give them: texts, numbers, truth values, lists and nested maps.
 *
 * <pre>{@code
 * Settings settings = FakeSettings.of(Map.of("type", "local", "path", folder.toString()));
 * }</pre>
 */
public final class FakeSettings implements Settings {
    private static final Pattern DURATION = Pattern.compile("(\\d+)(ms|s|m|h|d)");

    private final Map<String, Object> values;
    private final String place;

    private FakeSettings(Map<String, Object> values, String place) {
        this.values = values;
        this.place = place;
    }

    /** Settings with these keys. */
    public static FakeSettings of(Map<String, ?> values) {
        return new FakeSettings(new LinkedHashMap<>(values), "test.yaml:1:1");
    }

    @Override
    public Set<String> keys() {
        return Set.copyOf(values.keySet());
    }

    private Optional<Object> find(String key) {
        Object here = values.get(key);
        int dot = key.indexOf('.');
        if (here == null && dot > 0) {
            return nested(key.substring(0, dot)).flatMap(inner -> ((FakeSettings) inner).find(key.substring(dot + 1)));
        }
        return Optional.ofNullable(here);
    }

    private <T> Optional<T> find(String key, Class<T> type, String allowed) {
        return find(key).map(value -> {
            if (!type.isInstance(value)) {
                throw wrong(key, value, allowed);
            }
            return type.cast(value);
        });
    }

    private ReconException wrong(String key, Object value, String allowed) {
        return new ReconException(
                "setting-wrong",
                ErrorOwner.USER,
                "The key " + key + " at " + place + " is '" + value + "'.",
                "Give " + allowed + ".");
    }

    @Override
    public Optional<String> text(String key) {
        return find(key).map(value -> {
            if (value instanceof Map || value instanceof List) {
                throw wrong(key, value, "a text");
            }
            return value instanceof Secret secret ? secret.reveal() : value.toString();
        });
    }

    @Override
    public Optional<Long> number(String key) {
        return find(key, Number.class, "a whole number").map(Number::longValue);
    }

    @Override
    public Optional<Boolean> flag(String key) {
        return find(key, Boolean.class, "true or false");
    }

    @Override
    public Optional<Duration> duration(String key) {
        return find(key).map(value -> value instanceof Duration duration ? duration : parsed(key, value));
    }

    private Duration parsed(String key, Object value) {
        Matcher matcher = DURATION.matcher(value.toString());
        if (!matcher.matches()) {
            throw wrong(key, value, "a duration like 30s");
        }
        long amount = Long.parseLong(matcher.group(1));
        return switch (matcher.group(2)) {
            case "ms" -> Duration.ofMillis(amount);
            case "s" -> Duration.ofSeconds(amount);
            case "m" -> Duration.ofMinutes(amount);
            case "h" -> Duration.ofHours(amount);
            default -> Duration.ofDays(amount);
        };
    }

    @Override
    public Optional<Secret> secret(String key) {
        return find(key).map(value -> value instanceof Secret secret ? secret : Secret.of(value.toString()));
    }

    @Override
    public List<String> texts(String key) {
        return find(key)
                .map(value -> value instanceof List<?> list
                        ? list.stream().map(String::valueOf).toList()
                        : List.of(value.toString()))
                .orElse(List.of());
    }

    @Override
    public Optional<Settings> nested(String key) {
        return find(key, Map.class, "a mapping").map(map -> inner(key, map));
    }

    private Settings inner(String key, Map<?, ?> map) {
        Map<String, Object> copy = new LinkedHashMap<>();
        map.forEach((name, value) -> copy.put(String.valueOf(name), value));
        return new FakeSettings(copy, place + " " + key);
    }

    @Override
    public Map<String, Settings> children(String key) {
        Map<String, Settings> children = new LinkedHashMap<>();
        nested(key)
                .ifPresent(map -> map.keys()
                        .forEach(name -> children.put(name, map.nested(name).orElseThrow())));
        return children;
    }

    @Override
    public <T extends Record> T as(Class<T> type) {
        return RecordBinding.bind(this, type);
    }

    @Override
    public String place() {
        return place;
    }
}
