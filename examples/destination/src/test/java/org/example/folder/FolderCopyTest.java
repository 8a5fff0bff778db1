// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package org.example.folder;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.reconsync.api.ErrorOwner;
import io.reconsync.api.ReconException;
import io.reconsync.api.backup.Destination;
import io.reconsync.testkit.conformance.DestinationConformance;
import io.reconsync.testkit.fake.FakeContext;
import io.reconsync.testkit.fake.FakeSettings;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The suite asks for all that core relies on: half blobs, wrong hashes, interrupts, threads, ranges, odd names. */
class FolderCopyTest extends DestinationConformance {
    @TempDir
    Path folder;

    private final FakeContext context = new FakeContext("folder-copy", Path.of("target/data"));

    private Destination open(String path) {
        return new FolderCopyType()
                .open(FakeSettings.of(Map.of("type", "folder-copy", "path", path)), context, soon());
    }

    @Override
    protected Destination open() {
        return open(folder.toString());
    }

    @AfterEach
    void endThreads() {
        context.close();
    }

    @Test
    void anAbsentFolderIsSaidAndNotMade() {
        ReconException error = assertThrows(
                ReconException.class, () -> open(folder.resolve("not-mounted").toString()));
        assertEquals("destination-refused", error.code());
        assertEquals(ErrorOwner.USER, error.owner());
    }

    @Test
    void aRelativePathIsRefused() {
        assertEquals(
                "destination-refused",
                assertThrows(ReconException.class, () -> open("backups")).code());
    }
}
