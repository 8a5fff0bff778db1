// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.api.game;

import java.util.List;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * Chooses the files of one complete save out of a live world, for games that keep several (numbered sets, commit
 * markers). Pure and fast: called with listings before and after copying; when the second choice differs from the first,
 * the copy is thrown away and done again.
 */
@ConsumerType
public interface WorldSelector {
    /** The choice for this listing. */
    Selection select(List<WorldFile> listing);

    /**
     * A file of the listing.
     *
     * @param path below the world's root, with {@code /} between folders; with several roots it begins with the root's
     *     own name
     * @param size in bytes
     * @param modifiedMillis since the epoch
     */
    record WorldFile(String path, long size, long modifiedMillis) {}

    /**
     * A choice.
     *
     * @param paths of the listing, to be taken
     * @param complete whether they make a world that the game would load; if not, core waits and asks again
     * @param reason one sentence for people: which set, or what is missing
     */
    record Selection(List<String> paths, boolean complete, String reason) {
        public Selection {
            paths = List.copyOf(paths);
        }
    }
}
