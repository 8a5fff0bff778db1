// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.backup;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.reconsync.api.ReconException;
import io.reconsync.backup.Bench.Shape;
import io.reconsync.contract.backup.Snapshots.Snapshot;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An archive that is whole as a blob, and not what the manifest says of its files. */
class VerificationTest {
    private static final String LEVEL = "level of today ".repeat(500);

    @TempDir
    Path temp;

    @Test
    void aFileThatIsNotTheOneOfTheManifestIsDamage() throws Exception {
        try (Bench bench = new Bench(temp, Shape.simple())) {
            Snapshot snapshot = promisingOther(bench);
            ReconException thrown = assertThrows(
                    ReconException.class,
                    () -> bench.run(new VerifyJob(bench.workshop), Map.of("snapshot", snapshot.id())));
            assertEquals("snapshot-damaged", thrown.code());
            assertTrue(thrown.getMessage().contains("level.dat"), thrown.getMessage());
        }
    }

    @Test
    void noWorldIsReplacedByFilesThatTheManifestDoesNotSay() throws Exception {
        try (Bench bench = new Bench(temp, Shape.simple())) {
            Snapshot snapshot = promisingOther(bench);
            Files.writeString(bench.install.resolve("world/level.dat"), "of tomorrow");
            ReconException thrown = assertThrows(
                    ReconException.class,
                    () -> bench.run(new RestoreJob(bench.workshop), Map.of("snapshot", snapshot.id())));
            assertEquals("snapshot-damaged", thrown.code());
            assertEquals("of tomorrow", Files.readString(bench.install.resolve("world/level.dat")));
        }
    }

    /** A snapshot whose manifest names another sum for its file than the archive holds; the archive's own sum is right. */
    private static Snapshot promisingOther(Bench bench) throws Exception {
        Tree.file(bench.install, "world/level.dat", LEVEL);
        Snapshot snapshot = bench.backup();
        Path manifest = bench.home.resolve("data/backups/srv/" + snapshot.id() + ".manifest.json");
        String text = Files.readString(manifest);
        String sum = Hashing.of(bench.install.resolve("world/level.dat"));
        assertTrue(text.contains(sum), text);
        Files.writeString(manifest, text.replace(sum, "0".repeat(sum.length())));
        return snapshot;
    }
}
