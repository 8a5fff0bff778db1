// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.contract.values;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class MomentTextTest {
    private static String in(String zone, String at) {
        return MomentText.format(Instant.parse(at), ZoneId.of(zone));
    }

    @Test
    void theZoneHasItsShortNameAndNothingStandsInBrackets() {
        assertEquals("2026-11-21 14:05:33 CET", in("Europe/Berlin", "2026-11-21T13:05:33.123456Z"));
        assertEquals("2026-07-21 15:05:33 CEST", in("Europe/Berlin", "2026-07-21T13:05:33Z"));
    }

    @Test
    void utcIsCalledSoHoweverItIsWritten() {
        for (ZoneId zone : new ZoneId[] {ZoneOffset.UTC, ZoneId.of("Z"), ZoneId.of("UTC"), ZoneId.of("Etc/UTC")}) {
            assertEquals("2026-11-21 13:05:33 UTC", MomentText.format(Instant.parse("2026-11-21T13:05:33Z"), zone));
        }
        assertEquals("2026-11-21 15:05:33 +02:00", in("+02:00", "2026-11-21T13:05:33Z"));
    }
}
