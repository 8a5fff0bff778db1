// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.backup;

import io.reconsync.contract.values.RawPath;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Something of a world as it was seen.
 *
 * @param name in the archive: the root's name, then the path below it
 * @param below the path below the root as text, for globs; the file's name for a root that is a file itself
 * @param path where it is
 * @param state as seen
 * @param link raw target of a symbolic link
 */
record WorldFile(RawPath name, String below, Path path, FileState state, Optional<byte[]> link) {
    boolean isFile() {
        return state.kind() == FileState.Kind.FILE;
    }

    boolean same(WorldFile other) {
        return name.equals(other.name) && state.same(other.state);
    }
}
