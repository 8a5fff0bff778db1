// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.backup;

import io.reconsync.contract.values.RawName;
import io.reconsync.contract.values.RawPath;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Something of a world as it was seen. Large worlds have a hundred thousand of these, so what all in a folder have in
 * common is kept once.
 *
 * @param name in the archive: the root's name, then the path below it
 * @param in the folder that it is in
 * @param state as seen
 * @param link raw target of a symbolic link
 */
record WorldFile(RawPath name, Folder in, FileState state, Optional<byte[]> link) {
    /**
     * A folder; or, for a root itself, where that is.
     *
     * @param path where
     * @param below the path below the root as text; for a root that is a file its name
     * @param isRoot whether it stands for the root and not for what is in it
     */
    record Folder(Path path, String below, boolean isRoot) {}

    private RawName leaf() {
        return name.names().get(name.names().size() - 1);
    }

    /** The path below the root as text, for globs; the file's name for a root that is a file itself. */
    String below() {
        if (in.isRoot()) {
            return in.below();
        }
        return in.below().isEmpty() ? leaf().text() : in.below() + "/" + leaf().text();
    }

    /** Where it is. */
    Path path() {
        return in.isRoot() ? in.path() : leaf().in(in.path());
    }

    boolean isFile() {
        return state.kind() == FileState.Kind.FILE;
    }

    boolean same(WorldFile other) {
        return name.equals(other.name) && state.same(other.state);
    }
}
