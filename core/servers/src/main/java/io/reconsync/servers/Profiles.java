// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.servers;

import io.reconsync.api.game.GameProfile;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The profile of a game of which nothing is known. */
final class Profiles {
    private Profiles() {}

    static GameProfile unknown(String game) {
        return new GameProfile(
                game,
                game,
                new GameProfile.ProcessPart(
                        List.of(), Optional.empty(), List.of(), Map.of(), "", Duration.ofMinutes(15)),
                List.of(),
                new GameProfile.LogPart(List.of("stdout"), List.of("ansi"), Optional.empty()),
                Optional.empty(),
                Optional.empty(),
                new GameProfile.SavePart(
                        List.of(),
                        Optional.empty(),
                        Optional.empty(),
                        Duration.ofMinutes(2),
                        List.of(),
                        Duration.ofSeconds(2),
                        List.of(),
                        Duration.ZERO),
                List.of(),
                Optional.empty(),
                new GameProfile.FilesPart(List.of(), List.of(), List.of(), List.of(), List.of()),
                new GameProfile.CrashPart(List.of(), List.of(), List.of()));
    }
}
