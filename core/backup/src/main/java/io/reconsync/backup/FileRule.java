// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.backup;

import io.reconsync.api.game.GameProfile.FilesPart;
import io.reconsync.contract.config.ServerConfig;
import java.util.ArrayList;
import java.util.List;

/**
 * Which files below a root are the world's: included and not excluded. What we put beside a world ourselves never is.
 *
 * @param include globs; empty: all
 * @param exclude globs, also over folders; wins
 */
record FileRule(List<String> include, List<String> exclude) {
    /** How every folder of our own beside or in a world begins. */
    static final String OURS = ".reconsync";

    FileRule {
        include = List.copyOf(include);
        exclude = List.copyOf(exclude);
    }

    static FileRule of(FilesPart files, ServerConfig.Backup backup) {
        List<String> exclude = new ArrayList<>(files.exclude());
        exclude.addAll(backup.exclude());
        return new FileRule(backup.include().isEmpty() ? files.include() : backup.include(), exclude);
    }

    Test test() {
        return new Test(Glob.all(include), Glob.all(exclude));
    }

    /** The rule, ready to be asked often. */
    record Test(List<Glob> include, List<Glob> exclude) {
        /** Whether a file or link at this path below the root is the world's. */
        boolean takes(String path) {
            return !leaves(path) && (include.isEmpty() || include.stream().anyMatch(glob -> glob.covers(path)));
        }

        /** Whether nothing at or below this path is the world's. */
        boolean leaves(String path) {
            for (String name : path.split("/")) {
                if (name.startsWith(OURS)) {
                    return true;
                }
            }
            return exclude.stream().anyMatch(glob -> glob.covers(path));
        }
    }
}
