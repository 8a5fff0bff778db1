// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.backup;

import io.reconsync.contract.backup.Snapshots.Snapshot;
import io.reconsync.contract.config.ServerConfig;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.IsoFields;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * Which snapshots of a server may go. A snapshot stays if any rule keeps it; without any rule all stay. Only those that
 * count (confirmed or stable, and verified) fill a rule's places; the newest of them always stays, and so does whatever
 * is pinned. One that does not count stays until enough newer ones that do count exist.
 */
final class Retention {
    private static final int ENOUGH = 3;

    private final ServerConfig.Backup rules;
    private final ZoneId zone;

    Retention(ServerConfig.Backup rules, ZoneId zone) {
        this.rules = rules;
        this.zone = zone;
    }

    /** @param all of one server, the newest first */
    List<Snapshot> expired(List<Snapshot> all, Instant now) {
        boolean any = rules.retentionDays().isPresent()
                || rules.keepLast().isPresent()
                || rules.daily().isPresent()
                || rules.weekly().isPresent()
                || rules.monthly().isPresent();
        if (!any) {
            return List.of();
        }
        List<Snapshot> counted = all.stream().filter(Snapshot::counts).toList();
        Set<String> kept = new HashSet<>();
        counted.stream().limit(Math.max(1, rules.keepLast().orElse(1))).forEach(s -> kept.add(s.id()));
        rules.retentionDays().ifPresent(days -> {
            Instant oldest = now.minus(Duration.ofDays(days));
            counted.stream().filter(s -> !s.made().isBefore(oldest)).forEach(s -> kept.add(s.id()));
        });
        newestOfEach(counted, rules.daily(), at -> at.toLocalDate().toString(), kept);
        newestOfEach(
                counted,
                rules.weekly(),
                at -> at.get(IsoFields.WEEK_BASED_YEAR) + "-" + at.get(IsoFields.WEEK_OF_WEEK_BASED_YEAR),
                kept);
        newestOfEach(counted, rules.monthly(), at -> at.getYear() + "-" + at.getMonthValue(), kept);
        int enough = Math.min(ENOUGH, Math.max(1, rules.keepLast().orElse(ENOUGH)));
        List<Snapshot> expired = new ArrayList<>();
        int newer = 0;
        for (Snapshot snapshot : all) {
            boolean stays = snapshot.pinned() || (snapshot.counts() ? kept.contains(snapshot.id()) : newer < enough);
            if (!stays) {
                expired.add(snapshot);
            }
            newer += snapshot.counts() ? 1 : 0;
        }
        return expired;
    }

    private void newestOfEach(
            List<Snapshot> counted,
            Optional<Integer> places,
            Function<ZonedDateTime, String> period,
            Set<String> kept) {
        Set<String> seen = new HashSet<>();
        for (Snapshot snapshot : counted) {
            if (seen.size() >= places.orElse(0)) {
                return;
            }
            if (seen.add(period.apply(snapshot.made().atZone(zone)))) {
                kept.add(snapshot.id());
            }
        }
    }
}
