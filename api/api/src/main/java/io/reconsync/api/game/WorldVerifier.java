// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.api.game;

import io.reconsync.api.Deadline;
import java.nio.file.Path;
import org.osgi.annotation.versioning.ConsumerType;

/** Says whether a tree of files is a world that the game would load. Only reads. Thread-safe. */
@ConsumerType
public interface WorldVerifier {
    /**
     * Looks at a tree.
     *
     * @param world a copy of the root where the profile has one; with several, a folder in which each stands with its
     *     own name
     */
    Verdict verify(Path world, Deadline deadline);
}
