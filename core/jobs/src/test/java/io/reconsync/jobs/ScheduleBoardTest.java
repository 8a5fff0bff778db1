// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.jobs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.reconsync.contract.config.ServerConfig;
import io.reconsync.contract.config.ServerConfig.Schedule;
import io.reconsync.contract.jobs.Job;
import io.reconsync.contract.jobs.JobHandler.Outcome;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Schedules on a clock that the test turns. */
class ScheduleBoardTest {
    @TempDir
    Path home;

    private final HandClock clock = new HandClock(Instant.parse("2026-03-01T10:30:00Z"));
    private final CountDownLatch go = new CountDownLatch(1);
    private boolean slow;
    private Bench bench;
    private ScheduleBoard board;

    @BeforeEach
    void open() throws Exception {
        bench = new Bench(home, Bench.handler("backup", run -> {
            if (slow) {
                go.await();
            }
            return Outcome.of("Done.");
        }));
        board = board();
    }

    @AfterEach
    void close() throws Exception {
        go.countDown();
        bench.close();
    }

    private ScheduleBoard board() {
        return new ScheduleBoard(
                bench.jobs, bench.sink(), new ScheduleTable(bench.database), clock, bound -> bound - 1);
    }

    private static ServerConfig server(String expression, String zone, Duration jitter, String missed) {
        return Configs.scheduled("ark", new Schedule(expression, ZoneId.of(zone), jitter, missed));
    }

    private void hourly(String missed) {
        board.take(List.of(server("0 * * * *", "UTC", Duration.ZERO, missed)));
    }

    private int runs() {
        List<Job> jobs = bench.jobs.list(Optional.of("ark"), false, 1000);
        jobs.stream().filter(job -> !slow).forEach(bench::await);
        return jobs.size();
    }

    private void at(String moment) {
        clock.set(Instant.parse(moment));
        board.tick();
    }

    @Test
    void aRunBeginsAtItsMomentAndOnlyOnce() {
        hourly("skip");
        at("2026-03-01T10:59:59Z");
        assertEquals(0, runs());
        at("2026-03-01T11:00:00Z");
        at("2026-03-01T11:00:01Z");
        assertEquals(1, runs());
        assertEquals(
                Optional.of(Instant.parse("2026-03-01T12:00:00Z")),
                board.list().get(0).next());
        assertTrue(board.list().get(0).last().orElseThrow().contains("job "));
        assertTrue(bench.events.isEmpty());
    }

    @Test
    void jitterPutsARunOff() {
        board.take(List.of(server("0 * * * *", "UTC", Duration.ofMinutes(5), "skip")));
        at("2026-03-01T11:04:59Z");
        assertEquals(0, runs());
        at("2026-03-01T11:05:00Z");
        assertEquals(1, runs());
    }

    @Test
    void aRunStillUnderWayIsNotDoubledAndSaysSo() {
        slow = true;
        hourly("skip");
        at("2026-03-01T11:00:00Z");
        at("2026-03-01T12:00:00Z");
        assertEquals(1, runs());
        assertTrue(bench.event("schedule-skipped").orElseThrow().contains("is not over yet"));
        go.countDown();
        bench.await(bench.jobs.list(Optional.of("ark"), false, 1).get(0));
        at("2026-03-01T13:00:00Z");
        assertEquals(2, runs());
    }

    @Test
    void whatWasMissedIsSkippedAndSaid() {
        hourly("skip");
        at("2026-03-01T14:30:00Z");
        assertEquals(0, runs());
        assertTrue(bench.event("schedule-missed").orElseThrow().contains("missed 4 runs"));
        at("2026-03-01T15:00:00Z");
        assertEquals(1, runs());
    }

    @Test
    void orMadeUpForOnceEvenAfterARestart() {
        hourly("run-once");
        at("2026-03-01T11:00:00Z");
        assertEquals(1, runs());
        board = board();
        clock.set(Instant.parse("2026-03-03T07:45:00Z"));
        hourly("run-once");
        board.tick();
        assertEquals(2, runs());
        assertTrue(bench.event("schedule-missed").orElseThrow().contains("missed 44 runs"));
        board = board();
        hourly("run-once");
        board.tick();
        assertEquals(2, runs());
    }

    @Test
    void aMomentDueNowIsRunAlthoughOthersWereMissed() {
        hourly("skip");
        at("2026-03-01T13:00:30Z");
        assertEquals(1, runs());
        assertTrue(bench.event("schedule-missed").orElseThrow().contains("missed 2 runs"));
    }

    @Test
    void aClockSetBackRunsNothingTwice() {
        hourly("skip");
        at("2026-03-01T11:00:00Z");
        at("2026-03-01T10:10:00Z");
        at("2026-03-01T11:00:00Z");
        assertEquals(1, runs());
        at("2026-03-01T12:00:00Z");
        assertEquals(2, runs());
    }

    @Test
    void aClockThatWasYearsAheadDoesNotStopTheSchedule() {
        hourly("skip");
        at("2031-03-01T11:00:00Z");
        int before = runs();
        at("2026-03-01T10:10:00Z");
        at("2026-03-01T11:00:00Z");
        assertEquals(before + 1, runs());
    }

    @Test
    void overTheChangeOfClocksEachLocalTimeRunsOnce() {
        clock.set(Instant.parse("2026-10-24T12:00:00Z"));
        board.take(List.of(server("30 2 * * *", "Europe/Berlin", Duration.ZERO, "skip")));
        for (Instant t = clock.instant(); t.isBefore(Instant.parse("2026-10-26T12:00:00Z")); t = t.plusSeconds(60)) {
            at(t.toString());
        }
        assertEquals(2, runs(), "25 October has 02:30 twice");
    }

    @Test
    void aChangedScheduleCountsFromTheChange() {
        hourly("run-once");
        clock.set(Instant.parse("2026-03-01T18:30:00Z"));
        board.take(List.of(server("15 * * * *", "UTC", Duration.ZERO, "run-once")));
        board.tick();
        assertEquals(0, runs());
        assertEquals(
                Optional.of(Instant.parse("2026-03-01T19:15:00Z")),
                board.list().get(0).next());
        board.take(List.of());
        assertTrue(board.list().isEmpty());
    }

    /** A clock that stands. */
    private static final class HandClock extends Clock {
        private volatile Instant now;

        private HandClock(Instant now) {
            this.now = now;
        }

        private void set(Instant moment) {
            now = moment;
        }

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneId.of("UTC");
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }
}
