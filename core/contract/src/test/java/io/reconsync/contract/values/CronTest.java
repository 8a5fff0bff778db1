// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.contract.values;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.reconsync.api.ReconException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CronTest {
    private static List<String> moments(String expression, String zone, String from, int count) {
        Cron cron = Cron.parse(expression);
        ZoneId id = ZoneId.of(zone);
        Instant at = OffsetDateTime.parse(from).toInstant();
        List<String> found = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            at = cron.next(at, id).orElseThrow();
            found.add(at.atZone(id).toOffsetDateTime().toString());
        }
        return found;
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "30 4 * * *     | UTC             | 2026-01-01T00:00Z      | 2026-01-01T04:30Z       2026-01-02T04:30Z",
                "*/30 * * * *   | UTC             | 2026-01-01T00:00Z      | 2026-01-01T00:30Z       2026-01-01T01:00Z",
                "0 0 29 2 *     | UTC             | 2097-01-01T00:00Z      | 2104-02-29T00:00Z       2108-02-29T00:00Z",
                "0 0 13 * FRI   | UTC             | 2026-11-10T00:00Z      | 2026-11-13T00:00Z       2026-11-20T00:00Z",
                "0 0 * * 7      | UTC             | 2026-11-10T00:00Z      | 2026-11-15T00:00Z       2026-11-22T00:00Z",
                "0 0 * * fri-sun| UTC             | 2026-11-13T00:00Z      | 2026-11-14T00:00Z       2026-11-15T00:00Z",
                "0 0 1-7/3 JAN *| UTC             | 2026-01-01T00:00Z      | 2026-01-04T00:00Z       2026-01-07T00:00Z",
                "@weekly        | UTC             | 2026-11-10T00:00Z      | 2026-11-15T00:00Z       2026-11-22T00:00Z",
                "30 2 * * *     | Europe/Berlin   | 2026-03-28T03:00+01:00 | 2026-03-29T03:00+02:00  2026-03-30T02:30+02:00",
                "0,30 2 * * *   | Europe/Berlin   | 2026-03-28T03:00+01:00 | 2026-03-29T03:00+02:00  2026-03-30T02:00+02:00",
                "0 */2 * * *    | Europe/Berlin   | 2026-03-29T00:00+01:00 | 2026-03-29T03:00+02:00  2026-03-29T04:00+02:00",
                "0 * * * *      | Europe/Berlin   | 2026-03-29T01:00+01:00 | 2026-03-29T03:00+02:00  2026-03-29T04:00+02:00",
                "30 * * * *     | Europe/Berlin   | 2026-03-29T01:30+01:00 | 2026-03-29T03:30+02:00  2026-03-29T04:30+02:00",
                "30 2 * * *     | Europe/Berlin   | 2026-10-25T00:00+02:00 | 2026-10-25T02:30+02:00  2026-10-26T02:30+01:00",
                "30 * * * *     | Europe/Berlin   | 2026-10-25T02:00+02:00 | 2026-10-25T02:30+02:00  2026-10-25T02:30+01:00",
                "0 2 * * *      | America/Chicago | 2026-03-07T03:00-06:00 | 2026-03-08T03:00-05:00  2026-03-09T02:00-05:00",
                "15 1 * * *     | America/Chicago | 2026-11-01T00:00-05:00 | 2026-11-01T01:15-05:00  2026-11-02T01:15-06:00",
                "15 2 * * *     | Australia/Lord_Howe | 2026-10-03T03:00+10:30 | 2026-10-04T02:30+11:00 2026-10-05T02:15+11:00",
                "*/15 * * * *   | Australia/Lord_Howe | 2026-10-04T01:45+10:30 | 2026-10-04T02:30+11:00 2026-10-04T02:45+11:00",
                "45 1 * * *     | Australia/Lord_Howe | 2026-04-05T00:00+11:00 | 2026-04-05T01:45+11:00 2026-04-06T01:45+10:30",
                "45 * * * *     | Australia/Lord_Howe | 2026-04-05T01:00+11:00 | 2026-04-05T01:45+11:00 2026-04-05T01:45+10:30",
                "0 0 * * *      | Atlantic/Azores | 2026-03-28T12:00-01:00 | 2026-03-29T01:00Z       2026-03-30T00:00Z",
                "30 23 * * *    | America/Santiago | 2026-04-04T12:00-03:00 | 2026-04-04T23:30-03:00 2026-04-05T23:30-04:00",
                "0 12 30 12 *   | Pacific/Apia    | 2011-12-29T00:00-10:00 | 2011-12-31T00:00+14:00  2012-12-30T12:00+14:00",
                "30 2 * * *     | Asia/Kolkata    | 2026-03-29T00:00+05:30 | 2026-03-29T02:30+05:30  2026-03-30T02:30+05:30",
            })
    void nextTwoMoments(String expression, String zone, String from, String expected) {
        assertEquals(List.of(expected.split("\\s+")), moments(expression, zone, from, 2));
    }

    @Test
    void everyMinuteOfADayWithARepeatedHourIsSeenOnce() {
        List<String> found = moments("* * * * *", "Europe/Berlin", "2026-10-24T23:59+02:00", 25 * 60);
        assertEquals(25 * 60, found.stream().distinct().count());
        assertEquals("2026-10-25T23:59+01:00", found.get(found.size() - 1));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "* * * *",
                "* * * * * *",
                "60 * * * *",
                "* 24 * * *",
                "* * 0 * *",
                "* * 32 * *",
                "* * * 13 *",
                "* * * * 8",
                "*/0 * * * *",
                "*/90 * * * *",
                "5/15 * * * *",
                "10-5 * * * *",
                "a * * * *",
                ", * * * *",
                "-1 * * * *",
                "1- * * * *",
                "@reboot",
                "0 0 30 2 *",
                "0 0 31 4,6,9,11 *",
                "99999999999 * * * *",
                "* * * * L",
                "*\u00a0* * * *"
            })
    void refuses(String expression) {
        ReconException refused = assertThrows(ReconException.class, () -> Cron.parse(expression));
        assertEquals("cron-malformed", refused.code());
        assertTrue(refused.nextStep().endsWith("."), refused.nextStep());
    }
}
