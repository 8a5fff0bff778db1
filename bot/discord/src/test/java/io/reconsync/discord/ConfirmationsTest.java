// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.discord;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.reconsync.api.command.Tier;
import io.reconsync.contract.commands.Scope;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ConfirmationsTest {
    private final VirtualClock clock = new VirtualClock();
    private final Confirmations confirmations = new Confirmations(clock);

    private Pending ask() {
        return confirmations.add(id -> new Pending(
                id,
                "1",
                "2",
                List.of("restore"),
                Tier.ADMIN,
                clock.instant().plus(Confirmations.OPEN),
                Optional.empty(),
                null));
    }

    @Test
    void aQuestionIsAnsweredOnce() {
        String id = ask().id();
        assertTrue(confirmations.find(id).isPresent());
        assertTrue(confirmations.take(id).isPresent());
        assertTrue(confirmations.take(id).isEmpty());
        assertTrue(confirmations.missing(id).contains("used already"));
    }

    @Test
    void aQuestionIsOverAfterAMinute() {
        String id = ask().id();
        clock.pass(Confirmations.OPEN);
        assertTrue(confirmations.take(id).isEmpty());
        assertTrue(confirmations.missing(id).contains("60 seconds"));
    }

    @Test
    void aQuestionFromBeforeARestartIsKnownAsThat() {
        String id = ask().id();
        clock.pass(Duration.ofSeconds(5));
        Confirmations restarted = new Confirmations(clock);
        assertTrue(restarted.find(id).isEmpty());
        assertTrue(restarted.missing(id).contains("restarted"));
    }

    @Test
    void idsAreNotGuessed() {
        Set<String> ids = new HashSet<>();
        for (int i = 0; i < 300; i++) {
            String id = ask().id();
            assertTrue(id.length() + Buttons.TYPED.length() <= 100);
            ids.add(id);
        }
        assertEquals(300, ids.size());
        assertTrue(confirmations.missing("forged").contains("used already"));
    }

    @Test
    void tiersAreOfTheGuildAndTheMomentAndUnknownIsNobody() {
        GuildSettings guild = new GuildSettings(
                "1",
                new Scope(List.of("ark-*")),
                Map.of(
                        Tier.OWNER, new TierRule(false, Set.of("10"), Set.of()),
                        Tier.ADMIN, new TierRule(false, Set.of(), Set.of("20")),
                        Tier.USER, new TierRule(false, Set.of(), Set.of("30"))),
                Map.of(),
                Optional.empty());
        assertEquals(Optional.of(Tier.OWNER), guild.tier("10", List.of()));
        assertEquals(Optional.of(Tier.ADMIN), guild.tier("11", List.of("30", "20")));
        assertEquals(Optional.of(Tier.USER), guild.tier("11", List.of("30")));
        assertEquals(Optional.empty(), guild.tier("11", List.of("10")), "a role with the id of a user is no user");
        assertEquals(Optional.empty(), guild.tier("20", List.of()));
        assertTrue(TierRule.EVERYONE.covers("11", List.of()));
    }
}
