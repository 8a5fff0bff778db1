// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.servers.log;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.reconsync.api.SafePath;
import io.reconsync.api.game.GameProfile;
import io.reconsync.contract.values.Places;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Names of log files may have places, as Rust's have: its log is where the configuration says. */
class SourceTest {
    @TempDir
    Path install;

    private List<Source> sources(Map<String, String> values) {
        GameProfile.LogPart log =
                new GameProfile.LogPart(List.of("%{rust.log|logs/rust.log}"), List.of(), Optional.empty());
        return Source.of(SafePath.of(install), null, log, text -> Places.fill(text, values));
    }

    @Test
    void theTextAfterTheBarIsTakenWhenThereIsNoValue() {
        assertEquals(List.of("logs/rust.log"), sources(Map.of()).get(0).part().files());
    }

    @Test
    void theConfiguredFileIsTaken() {
        assertEquals(
                List.of("other/own.log"),
                sources(Map.of("rust.log", "other/own.log")).get(0).part().files());
    }
}
