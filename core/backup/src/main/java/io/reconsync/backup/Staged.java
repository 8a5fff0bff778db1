// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.backup;

import java.nio.file.Path;

/**
 * A file's content, ready to be packed.
 *
 * @param source what it is a copy of, as it was when it was copied
 * @param folder of the copies; null when it is not copied
 * @param size of the copy
 * @param sha256 of the copy; empty when it was not read yet
 */
record Staged(WorldFile source, Path folder, long size, String sha256) {
    /** Where the bytes are. */
    Path copy() {
        return folder == null ? source.path() : source.name().in(folder);
    }
}
