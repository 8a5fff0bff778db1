// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.simulation.valheim;

import io.reconsync.simulation.engine.SaveRun;
import io.reconsync.simulation.world.WorldSet;
import java.io.IOException;
import java.nio.file.Path;
import java.util.function.Consumer;

/** One of Valheim's two world formats. */
interface Layout {
    WorldSet set();

    boolean hasWorld() throws IOException;

    /** Makes the folders and clears what an unfinished save left. */
    void open() throws IOException;

    /** Writes the set; {@code log} gets the lines that come before the last one. */
    void save(SaveRun run, Consumer<String> log) throws IOException, InterruptedException;

    /** The last line of a save that ended well. */
    String saved(double millis);

    /** What the log calls this version. */
    String version();

    /** The layout that the switch {@code layout} names. */
    static Layout named(String name, Path worlds, String world) {
        return switch (name) {
            case "old" -> new OldLayout(worlds, world);
            case "1.0" -> new ChunkLayout(worlds.resolve(world));
            default -> throw new IllegalArgumentException("--set layout must be old or 1.0, not " + name);
        };
    }
}
