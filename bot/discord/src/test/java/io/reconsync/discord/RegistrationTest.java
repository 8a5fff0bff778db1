// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.discord;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RegistrationTest {
    private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");
    private static final Duration KEEP = Duration.ofSeconds(60);

    private static RegistrationTable.Row row(String json) {
        return new RegistrationTable.Row(json, Optional.empty());
    }

    private static RegistrationTable.Row gone(String json, Instant since) {
        return new RegistrationTable.Row(json, Optional.of(since));
    }

    @Test
    void aRestartWritesNothing() {
        Registration plan = Registration.plan(
                Map.of("a", "{\"x\":1,\"y\":2}"), Map.of("a", row("{\"y\":2,\"x\":1}")), Set.of("a"), NOW, KEEP, 150);
        assertFalse(plan.write());
        assertEquals(Set.of(), plan.created());
    }

    @Test
    void aChangeIsWrittenAndIsNoCreate() {
        Registration plan =
                Registration.plan(Map.of("a", "{\"x\":2}"), Map.of("a", row("{\"x\":1}")), Set.of("a"), NOW, KEEP, 0);
        assertTrue(plan.write());
        assertEquals(Set.of(), plan.created());
    }

    @Test
    void anUpdateOfAPluginKeepsItsCommandsForTheWhile() {
        Map<String, RegistrationTable.Row> pushed = Map.of("a", row("{}"), "b", row("{}"));
        Registration first = Registration.plan(Map.of("a", "{}"), pushed, Set.of("a", "b"), NOW, KEEP, 150);
        assertFalse(first.write());
        assertEquals(Optional.of(NOW), first.rows().get("b").gone());
        assertEquals(Optional.of(NOW.plus(KEEP)), first.again(KEEP));

        Instant later = NOW.plusSeconds(30);
        Registration back =
                Registration.plan(Map.of("a", "{}", "b", "{}"), first.rows(), Set.of("a", "b"), later, KEEP, 150);
        assertFalse(back.write());
        assertEquals(Optional.empty(), back.rows().get("b").gone());

        Registration over = Registration.plan(
                Map.of("a", "{}"),
                Map.of("a", row("{}"), "b", gone("{}", NOW)),
                Set.of("a", "b"),
                NOW.plus(KEEP),
                KEEP,
                150);
        assertTrue(over.write());
        assertEquals(Set.of("a"), over.rows().keySet());
    }

    @Test
    void newNamesAreHeldBackWhenTheDayIsUsedUp() {
        Registration plan = Registration.plan(
                Map.of("a", "{}", "b", "{\"new\":1}"), Map.of("a", row("{}")), Set.of("a"), NOW, KEEP, 0);
        assertFalse(plan.write());
        assertEquals(Set.of("b"), plan.held());
        assertEquals(Set.of("a"), plan.rows().keySet());
    }

    @Test
    void whatSomebodyElseRemovedOrAddedIsPutRight() {
        assertTrue(Registration.plan(Map.of("a", "{}"), Map.of("a", row("{}")), Set.of(), NOW, KEEP, 150)
                .write());
        assertTrue(Registration.plan(Map.of("a", "{}"), Map.of("a", row("{}")), Set.of("a", "alien"), NOW, KEEP, 150)
                .write());
    }

    @Test
    void aBurstIsOneAndIsNotPutOffForEver() {
        VirtualClock clock = new VirtualClock();
        Burst burst = new Burst(clock);
        assertFalse(burst.take());
        int taken = 0;
        for (int i = 0; i < 15; i++) {
            burst.add();
            clock.pass(Duration.ofSeconds(1));
            taken += burst.take() ? 1 : 0;
        }
        assertEquals(1, taken, "once after ten seconds of unrest");
        clock.pass(Burst.QUIET);
        assertTrue(burst.take());
        assertFalse(burst.take());
    }
}
