// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.protocol.log;

import io.reconsync.api.game.GameProfile;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Profiles with nothing but what a log test needs. */
final class Profiles {
    private Profiles() {}

    static GameProfile.LogPart log(String... files) {
        return new GameProfile.LogPart(List.of(files), List.of("ansi", "nul"), Optional.empty());
    }

    static GameProfile.LogPart prefixed(String prefix) {
        return new GameProfile.LogPart(List.of("a.log"), List.of("ansi", "nul"), Optional.of(prefix));
    }

    static GameProfile of(String ready, String saved, List<String> crash, String... linesAndEvents) {
        GameProfile.EventPattern[] events = new GameProfile.EventPattern[linesAndEvents.length / 2];
        for (int i = 0; i < events.length; i++) {
            events[i] = new GameProfile.EventPattern(linesAndEvents[2 * i], linesAndEvents[2 * i + 1]);
        }
        return new GameProfile(
                "foo",
                "Foo",
                new GameProfile.ProcessPart(
                        List.of("foo"), Optional.ofNullable(ready), List.of(), Map.of(), "", Duration.ofMinutes(1)),
                List.of(),
                log("a.log"),
                Optional.empty(),
                Optional.empty(),
                new GameProfile.SavePart(
                        List.of(),
                        Optional.ofNullable(saved),
                        Optional.empty(),
                        Duration.ofMinutes(1),
                        List.of(),
                        Duration.ofSeconds(2),
                        List.of(),
                        Duration.ZERO),
                List.of(events),
                Optional.empty(),
                new GameProfile.FilesPart(List.of(), List.of(), List.of(), List.of(), List.of()),
                new GameProfile.CrashPart(crash, List.of("harmless"), List.of()));
    }
}
