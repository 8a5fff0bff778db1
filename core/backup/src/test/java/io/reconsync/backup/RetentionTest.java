// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.backup;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.reconsync.contract.backup.Snapshots.Grade;
import io.reconsync.contract.backup.Snapshots.Snapshot;
import io.reconsync.contract.config.ServerConfig;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RetentionTest {
    private static final Instant NOW = Instant.parse("2026-03-30T10:00:00Z");

    private static Snapshot at(String id, Duration age, boolean good, boolean pinned) {
        return at(id, age, good, pinned, Map.of("local", "verified"));
    }

    private static Snapshot at(String id, Duration age, boolean good, boolean pinned, Map<String, String> copies) {
        return new Snapshot(
                id,
                "srv",
                "foo",
                NOW.minus(age),
                good ? Grade.CONFIRMED : Grade.SUSPECT,
                Optional.of(NOW),
                pinned,
                "zip",
                1,
                1,
                1,
                Duration.ZERO,
                "",
                copies,
                "");
    }

    private static Snapshot good(int hours) {
        return at("g" + hours, Duration.ofHours(hours), true, false);
    }

    private static Snapshot suspect(int hours) {
        return at("s" + hours, Duration.ofHours(hours), false, false);
    }

    private static List<String> expired(Integer days, Integer last, Integer daily, Integer weekly, List<Snapshot> all) {
        ServerConfig.Backup rules = new ServerConfig.Backup(
                Optional.empty(),
                Optional.empty(),
                Optional.ofNullable(days),
                Optional.ofNullable(last),
                Optional.ofNullable(daily),
                Optional.ofNullable(weekly),
                Optional.empty(),
                "zip",
                List.of("local"),
                List.of(),
                List.of(),
                true);
        return new Retention(rules, ZoneId.of("Europe/Berlin"))
                .expired(all, NOW).stream().map(Snapshot::id).toList();
    }

    @Test
    void withoutRulesAllStay() {
        assertEquals(List.of(), expired(null, null, null, null, List.of(good(1), good(100_000))));
    }

    @Test
    void theLastGoodOneStaysHoweverOld() {
        assertEquals(List.of(), expired(1, null, null, null, List.of(suspect(1), suspect(2), good(1000))));
        assertEquals(List.of("g2000"), expired(1, null, null, null, List.of(good(1000), good(2000))));
    }

    @Test
    void whatIsNowhereToBeFoundDisplacesNothing() {
        Snapshot lost = at("lost", Duration.ofHours(1), true, false, Map.of("local", "missing", "cloud", "damaged"));
        assertEquals(List.of(), expired(null, 1, null, null, List.of(lost, good(1000))));
    }

    @Test
    void suspectOnesNeverDisplaceGoodOnesAndGoOnceEnoughNewerGoodOnesExist() {
        List<Snapshot> all = List.of(suspect(1), suspect(2), good(3), good(4), suspect(5), good(6));
        assertEquals(List.of("s5", "g6"), expired(null, 2, null, null, all));
    }

    @Test
    void unverifiedOnesDoNotCount() {
        Snapshot unverified = new Snapshot(
                "u",
                "srv",
                "foo",
                NOW,
                Grade.CONFIRMED,
                Optional.empty(),
                false,
                "zip",
                1,
                1,
                1,
                Duration.ZERO,
                "",
                Map.of(),
                "");
        assertEquals(List.of(), expired(null, 1, null, null, List.of(unverified, good(10))));
    }

    @Test
    void pinnedOnesStay() {
        assertEquals(
                List.of("g3"),
                expired(null, 1, null, null, List.of(good(1), at("p", Duration.ofHours(2), true, true), good(3))));
    }

    @Test
    void daysAndWeeksAreThoseOfTheServersZone() {
        List<Snapshot> hourly =
                IntStream.range(0, 24 * 20).mapToObj(RetentionTest::good).toList();
        List<String> gone = expired(null, 1, 3, 2, hourly);
        List<String> kept = hourly.stream()
                .map(Snapshot::id)
                .filter(id -> !gone.contains(id))
                .toList();
        // 12:00 in Berlin on a Monday after the change to summer time: yesterday had 23 hours.
        assertEquals(List.of("g0", "g13", "g36"), kept);
    }

    @Test
    void everyRuleAloneKeeps() {
        assertEquals(
                List.of("g200"), expired(2, 3, null, null, List.of(good(1), good(30), good(40), good(47), good(200))));
    }
}
