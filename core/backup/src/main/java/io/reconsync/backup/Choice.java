// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.backup;

import io.reconsync.contract.values.RawPath;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/**
 * The files of one save.
 *
 * @param listing all that was seen
 * @param files of the listing, to be taken
 * @param settled whether nothing moved and nothing was missing
 * @param reason why it is not settled; empty otherwise
 */
record Choice(WorldListing listing, List<WorldFile> files, boolean settled, String reason) {
    /** Those files of a listing whose keys were chosen, with the folders that they are in. */
    static List<WorldFile> pick(WorldListing listing, Function<WorldFile, String> key, List<String> chosen) {
        Set<String> wanted = new HashSet<>(chosen);
        Set<RawPath> folders = new HashSet<>();
        for (WorldFile file : listing.files()) {
            if (file.isFile() && wanted.contains(key.apply(file))) {
                for (int depth = 1; depth < file.name().names().size(); depth++) {
                    folders.add(new RawPath(file.name().names().subList(0, depth)));
                }
            }
        }
        return listing.files().stream()
                .filter(file -> file.isFile() ? wanted.contains(key.apply(file)) : folders.contains(file.name()))
                .toList();
    }

    long bytes() {
        return files.stream()
                .filter(WorldFile::isFile)
                .mapToLong(file -> file.state().size())
                .sum();
    }
}
