// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.ark;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import io.reconsync.api.Deadline;
import io.reconsync.api.game.GameAdapter;
import io.reconsync.api.game.Verdict;
import io.reconsync.testkit.conformance.GameAdapterConformance;
import io.reconsync.testkit.fake.FakeServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ArkAdapterTest extends GameAdapterConformance {
    @Override
    protected GameAdapter adapter() {
        return new ArkAdapter();
    }

    @Override
    protected FakeServer server(Path install) {
        return new FakeServer("ark-1", "ark", install);
    }

    @Override
    protected void goodWorld(Path world) throws IOException {
        Path saves = Files.createDirectories(world.resolve("SavedArks"));
        Files.writeString(saves.resolve("TheIsland.ark"), "world");
        Files.writeString(saves.resolve("76561198000000001.arkprofile"), "bob");
    }

    private static Verdict verdict(Path world) {
        return new ArkAdapter().verifier().orElseThrow().verify(world, Deadline.after(Duration.ofSeconds(5)));
    }

    @Test
    void anEmptyProfileIsDamaged(@TempDir Path world) throws IOException {
        goodWorld(world);
        Files.writeString(world.resolve("SavedArks/76561198000000001.arkprofile"), "");
        assertEquals(
                Path.of("SavedArks/76561198000000001.arkprofile").toString(),
                assertInstanceOf(Verdict.Damaged.class, verdict(world)).where());
    }

    @Test
    void charactersWithoutAMapAreOrphans(@TempDir Path world) throws IOException {
        goodWorld(world);
        Files.delete(world.resolve("SavedArks/TheIsland.ark"));
        assertInstanceOf(Verdict.Damaged.class, verdict(world));
    }
}
