// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Notices when files have changed and lie still: the same over two looks. Not thread-safe. */
final class Watch {
    private final ConfigFiles files;
    private Map<Path, String> loaded = Map.of();
    private Map<Path, String> seen = Map.of();

    Watch(ConfigFiles files) {
        this.files = files;
    }

    /** To be called before files are read, so that a change during the reading is seen afterwards. */
    Map<Path, String> stamps(Set<Path> used) {
        Map<Path, String> stamps = new TreeMap<>();
        List<Path> all = new ArrayList<>();
        for (ConfigFiles.Listing folder : List.of(files.serverFolder(), files.gameFolder())) {
            all.addAll(folder.files());
            stamps.put(folder.folder(), folder.fault().orElse("readable"));
        }
        all.addAll(used);
        all.add(files.main());
        all.add(files.dotEnv());
        all.forEach(file -> stamps.put(file, stamp(file)));
        return stamps;
    }

    private static String stamp(Path file) {
        try {
            BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
            return attributes.lastModifiedTime() + " " + attributes.size() + " " + attributes.fileKey();
        } catch (IOException e) {
            return "absent";
        }
    }

    /** The files were read in this state. */
    void loaded(Map<Path, String> stamps) {
        loaded = stamps;
        seen = stamps;
    }

    /** Whether something differs from what was read, and does not change any more. */
    boolean changed(Set<Path> used) {
        Map<Path, String> now = stamps(used);
        boolean still = now.equals(seen);
        seen = now;
        return still && !now.equals(loaded);
    }
}
