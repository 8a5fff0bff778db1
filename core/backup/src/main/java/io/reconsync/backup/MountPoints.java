// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.backup;

import io.reconsync.contract.values.RawPath;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Folders on which a file system is mounted: they cannot be renamed. */
final class MountPoints {
    private static final Path TABLE = Path.of("/proc/self/mountinfo");

    private MountPoints() {}

    static boolean is(Path folder) throws IOException {
        Path real = folder.toRealPath();
        if (real.getParent() == null) {
            return true;
        }
        if (FileState.of(real).device() != FileState.of(real.getParent()).device()) {
            return true;
        }
        return Files.isReadable(TABLE)
                && Files.readString(TABLE, StandardCharsets.ISO_8859_1)
                        .lines()
                        .map(line -> line.split(" "))
                        .filter(words -> words.length > 4)
                        .anyMatch(words -> plain(words[4]).equals(real));
    }

    /** The table escapes space, tab, newline and backslash in octal. */
    private static Path plain(String escaped) {
        String path = escaped.replace("\\040", " ")
                .replace("\\011", "\t")
                .replace("\\012", "\n")
                .replace("\\134", "\\");
        Path root = Path.of("/");
        return path.length() < 2
                ? root
                : RawPath.of(path.substring(1).getBytes(StandardCharsets.ISO_8859_1))
                        .in(root);
    }
}
