// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.testkit.fake;

import io.reconsync.api.game.GameProfile;
import io.reconsync.api.game.GameProfile.CrashPart;
import io.reconsync.api.game.GameProfile.FilesPart;
import io.reconsync.api.game.GameProfile.LogPart;
import io.reconsync.api.game.GameProfile.ProcessPart;
import io.reconsync.api.game.GameProfile.SavePart;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The smallest profile. */
public final class FakeProfile {
    private FakeProfile() {}

    /** A profile for a game that can do nothing but have files. */
    public static GameProfile of(String game) {
        return new GameProfile(
                game,
                game,
                new ProcessPart(
                        List.of(game), Optional.empty(), List.of("./" + game), Map.of(), "", Duration.ofMinutes(1)),
                List.of(),
                new LogPart(List.of(), List.of(), Optional.empty()),
                Optional.empty(),
                Optional.empty(),
                new SavePart(
                        List.of(),
                        Optional.empty(),
                        Optional.empty(),
                        Duration.ofSeconds(30),
                        List.of(),
                        Duration.ZERO,
                        List.of(),
                        Duration.ZERO),
                List.of(),
                Optional.empty(),
                new FilesPart(List.of("."), List.of("**"), List.of(), List.of(), List.of()),
                new CrashPart(List.of(), List.of(), List.of()));
    }
}
