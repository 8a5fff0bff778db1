// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.host;

import io.reconsync.api.runtime.Event;
import io.reconsync.api.runtime.EventSink;
import io.reconsync.api.runtime.Severity;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Takes the events of one plugin: masks them, names the plugin, and lets no more than {@value #PER_MINUTE} a minute
 * through; one more says how many were dropped. Thread-safe.
 */
final class LimitedSink implements EventSink {
    static final int PER_MINUTE = 120;

    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final int LONGEST_TEXT = 2_000;
    private static final int MOST_VALUES = 64;

    private final String plugin;
    private final Surroundings surroundings;
    private final Lease lease;
    private Instant window = Instant.EPOCH;
    private int taken;
    private int dropped;

    LimitedSink(String plugin, Surroundings surroundings, Lease lease) {
        this.plugin = plugin;
        this.surroundings = surroundings;
        this.lease = lease;
    }

    @Override
    public void emit(Event event) {
        lease.check();
        Optional<Event> report = Optional.empty();
        synchronized (this) {
            Instant now = surroundings.clock().instant();
            if (Duration.between(window, now).compareTo(MINUTE) >= 0 || now.isBefore(window)) {
                report = dropped > 0 ? Optional.of(noisy(now)) : Optional.empty();
                window = now;
                taken = 0;
                dropped = 0;
            }
            if (++taken > PER_MINUTE) {
                dropped++;
                return;
            }
        }
        report.ifPresent(surroundings.events()::offer);
        if (!surroundings.events().offer(masked(event))) {
            synchronized (this) {
                dropped++;
            }
        }
    }

    private Event masked(Event event) {
        Map<String, String> values = new HashMap<>(event.values().entrySet().stream()
                .limit(MOST_VALUES)
                .collect(Collectors.toMap(e -> cut(e.getKey()), e -> cut(e.getValue()), (a, b) -> a)));
        values.put("plugin", plugin);
        return new Event(
                event.at(),
                cut(event.kind()),
                event.severity(),
                event.server().map(this::cut),
                cut(event.text()),
                values);
    }

    private String cut(String text) {
        String masked = surroundings.masks().mask(text);
        return masked.length() > LONGEST_TEXT ? masked.substring(0, LONGEST_TEXT) + "…" : masked;
    }

    private Event noisy(Instant now) {
        return new Event(
                now,
                "plugin-noisy",
                Severity.WARNING,
                Optional.empty(),
                "The plugin " + plugin + " reported more than " + PER_MINUTE + " events in a minute; " + dropped
                        + " were dropped.",
                Map.of("plugin", plugin, "dropped", Integer.toString(dropped)));
    }
}
