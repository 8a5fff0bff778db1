// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.api.game;

import io.reconsync.api.Deadline;
import java.nio.file.Path;
import org.osgi.annotation.versioning.ProviderType;

/**
 * The only way into a SQLite database that a running game has open. Opens read-only, never replays or deletes the
 * game's journal. A service of core; thread-safe.
 */
@ProviderType
public interface LiveDatabase {
    /**
     * Writes a consistent copy of {@code source} to {@code copy}, which must not exist, and checks its integrity.
     *
     * @throws io.reconsync.api.ReconException code {@code database-damaged} (owner USER) or {@code database-busy}
     */
    void copy(Path source, Path copy, Deadline deadline);
}
