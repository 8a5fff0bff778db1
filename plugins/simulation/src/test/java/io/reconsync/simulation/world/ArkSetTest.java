// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.simulation.world;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.reconsync.simulation.SimVerify;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ArkSetTest {
    @TempDir
    Path folder;

    @BeforeEach
    void world() throws IOException {
        write("TheIsland.ark", WorldFileTest.image(5));
        write("1.arkprofile", WorldFileTest.image(5).part("1.arkprofile", 64, List.of()));
        write("2.arktribe", WorldFileTest.image(5).part("2.arktribe", 64, List.of()));
    }

    private void write(String name, WorldImage image) throws IOException {
        Files.write(folder.resolve(name), WorldFileTest.bytes(image));
    }

    private Verdict verify() throws IOException {
        List<Verdict> verdicts = SimVerify.verify(folder);
        assertEquals(1, verdicts.size());
        return verdicts.get(0);
    }

    @Test
    void aWholeSetIsOkAndRollingCopiesDoNotCount() throws IOException {
        Files.writeString(folder.resolve("TheIsland_13.09.2026_18.48.40.ark"), "old");
        Verdict verdict = verify();
        assertEquals(Verdict.Status.OK, verdict.status(), verdict.problems()::toString);
        assertEquals(3, verdict.files().size());
    }

    @Test
    void theSameGenerationOfAnotherHistoryIsMixed() throws IOException {
        WorldImage mine = WorldFileTest.image(5);
        WorldImage other = new WorldImage(mine.name(), mine.seed(), 100, 5, 64, mine.changed(), mine.events());
        write("1.arkprofile", other.part("1.arkprofile", 64, List.of()));
        assertEquals(Verdict.Status.MIXED, verify().status());
        assertTrue(verify().problems().get(0).contains("another history"));
    }

    @Test
    void anAbsentWorldBesideItsTemporaryFileIsTorn() throws IOException {
        Files.move(folder.resolve("TheIsland.ark"), folder.resolve("TheIsland.tmp"));
        assertEquals(Verdict.Status.TORN, verify().status());
    }

    @Test
    void anEmptyProfileIsTorn() throws IOException {
        Files.write(folder.resolve("1.arkprofile"), new byte[0]);
        assertEquals(Verdict.Status.TORN, verify().status());
    }

    @Test
    void aDatabaseThatIsNoneIsTorn() throws IOException {
        Files.move(folder.resolve("TheIsland.ark"), folder.resolve("TheIsland_WP.ark"));
        assertEquals(Verdict.Status.TORN, verify().status());
    }
}
