// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.discord;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import net.dv8tion.jda.api.utils.data.DataObject;

/**
 * What a guild's list of commands has to become. Pure.
 *
 * @param rows the list: what is offered, and for a while what is offered no more
 * @param write whether Discord has to be told
 * @param created names that are new to Discord
 * @param held back: new names for which there is no room today
 */
record Registration(Map<String, RegistrationTable.Row> rows, boolean write, Set<String> created, Set<String> held) {
    /**
     * @param offered content by name, now
     * @param pushed what was pushed last
     * @param live the names that Discord has
     * @param keep how long a command stays that nobody offers any more: its plugin may be about to come back
     * @param room how many new names there may be
     */
    static Registration plan(
            Map<String, String> offered,
            Map<String, RegistrationTable.Row> pushed,
            Set<String> live,
            Instant now,
            Duration keep,
            int room) {
        Map<String, RegistrationTable.Row> rows = new TreeMap<>();
        Set<String> created = new LinkedHashSet<>();
        Set<String> held = new LinkedHashSet<>();
        offered.forEach((name, json) -> {
            if (live.contains(name)) {
                rows.put(name, new RegistrationTable.Row(json, Optional.empty()));
            } else if (created.size() < room) {
                created.add(name);
                rows.put(name, new RegistrationTable.Row(json, Optional.empty()));
            } else {
                held.add(name);
            }
        });
        pushed.forEach((name, row) -> {
            Instant gone = row.gone().orElse(now);
            if (!offered.containsKey(name)
                    && live.contains(name)
                    && gone.plus(keep).isAfter(now)) {
                rows.put(name, new RegistrationTable.Row(row.json(), Optional.of(gone)));
            }
        });
        boolean same = live.equals(rows.keySet())
                && rows.entrySet().stream()
                        .allMatch(row -> pushed.containsKey(row.getKey())
                                && same(
                                        row.getValue().json(),
                                        pushed.get(row.getKey()).json()));
        return new Registration(new LinkedHashMap<>(rows), !same, created, held);
    }

    private static boolean same(String a, String b) {
        return a.equals(b)
                || DataObject.fromJson(a).toMap().equals(DataObject.fromJson(b).toMap());
    }

    /** When it has to be looked at again because a kept command is over. */
    Optional<Instant> again(Duration keep) {
        return rows.values().stream()
                .flatMap(row -> row.gone().stream())
                .map(gone -> gone.plus(keep))
                .min(Instant::compareTo);
    }
}
