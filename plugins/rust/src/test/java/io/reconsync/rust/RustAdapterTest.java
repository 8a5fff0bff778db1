// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.rust;

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

class RustAdapterTest extends GameAdapterConformance {
    @Override
    protected GameAdapter adapter() {
        return new RustAdapter();
    }

    @Override
    protected FakeServer server(Path install) {
        return new FakeServer("rust-1", "rust", install);
    }

    @Override
    protected void goodWorld(Path world) throws IOException {
        Files.createDirectories(world);
        Files.writeString(world.resolve("proceduralmap.3000.1.266.sav"), "SAVRJ{}D");
        Files.writeString(world.resolve("proceduralmap.3000.1.266.map"), "map");
        Files.writeString(world.resolve("player.deaths.5.db"), "SQLite format 3\0");
    }

    private static Verdict verdict(Path world) {
        return new RustAdapter().verifier().orElseThrow().verify(world, Deadline.after(Duration.ofSeconds(5)));
    }

    @Test
    void aSaveThatWasCutAtItsHeadIsDamaged(@TempDir Path world) throws IOException {
        goodWorld(world);
        Files.writeString(world.resolve("proceduralmap.3000.1.266.sav"), "");
        Verdict.Damaged damaged = assertInstanceOf(Verdict.Damaged.class, verdict(world));
        assertEquals("proceduralmap.3000.1.266.sav", damaged.where());
    }

    @Test
    void aSaveWithoutItsMapIsDamaged(@TempDir Path world) throws IOException {
        goodWorld(world);
        Files.delete(world.resolve("proceduralmap.3000.1.266.map"));
        assertEquals(
                "The .map file is missing.",
                assertInstanceOf(Verdict.Damaged.class, verdict(world)).what());
    }

    @Test
    void aDatabaseWithAnotherHeadIsDamaged(@TempDir Path world) throws IOException {
        goodWorld(world);
        Files.writeString(world.resolve("player.deaths.5.db"), "nonsense");
        assertInstanceOf(Verdict.Damaged.class, verdict(world));
    }
}
