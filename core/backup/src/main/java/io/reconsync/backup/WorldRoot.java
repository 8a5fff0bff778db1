// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.backup;

import io.reconsync.api.ReconException;
import io.reconsync.contract.servers.Server;
import io.reconsync.contract.values.RawName;
import io.reconsync.contract.values.RawPath;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A folder or file that a backup takes.
 *
 * @param name its name in the archive
 * @param path where it is, absolute
 * @param below its path below install; empty when it is install itself or elsewhere
 */
record WorldRoot(RawName name, Path path, Optional<RawPath> below) {
    /** Where the world of a server is; empty when its adapter is missing and the configuration does not say it. */
    static List<Path> known(Server server) {
        try {
            return server.worldRoots();
        } catch (ReconException e) {
            return List.of();
        }
    }

    /** The roots with a name each; equal names get a number. */
    static List<WorldRoot> of(List<Path> paths, Path install) {
        Path home = install.toAbsolutePath().normalize();
        List<WorldRoot> roots = new ArrayList<>();
        Set<RawName> used = new HashSet<>();
        for (Path given : paths) {
            Path path = given.toAbsolutePath().normalize();
            RawName plain = path.getFileName() == null ? RawName.of("root") : RawName.of(path);
            RawName name = plain;
            for (int number = 2; !used.add(name); number++) {
                name = RawName.of(plain.text() + "-" + number);
            }
            boolean inside = path.startsWith(home) && !path.equals(home);
            roots.add(new WorldRoot(name, path, inside ? Optional.of(RawPath.of(home, path)) : Optional.empty()));
        }
        return roots;
    }
}
