// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.sandbox.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;

/** Small worlds for tests. */
public final class Worlds {
    private static final int MEGABYTES = 4;
    private static final long SEED = 7;

    private Worlds() {}

    /** Makes a world as a server does at its first start. */
    public static void make(Path world) throws IOException {
        Path beside = Files.createDirectories(world.toAbsolutePath().getParent());
        Path dir = Files.createTempDirectory(beside, "make");
        open(dir, Duration.ZERO, Optional.empty());
        Files.deleteIfExists(world);
        Files.move(dir.resolve("world"), world);
        Files.delete(dir);
    }

    /** The world below a folder, made when it is absent. */
    static World open(Path dir, Duration save, Optional<Path> proof) throws IOException {
        try {
            WorldIndex index = Layout.open(dir, MEGABYTES, SEED);
            return new World(dir.resolve("world"), index, Clock.systemUTC(), save, proof.map(Proof::new), SEED);
        } catch (Refused e) {
            throw new IOException(e.getMessage(), e);
        }
    }
}
