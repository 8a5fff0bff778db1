// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.backup;

import io.reconsync.contract.values.RawName;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/**
 * The files that SQLite keeps beside a database. One that a crash left belongs to the database that it lay beside; next
 * to another one it would be played into that and destroy it. Source: sqlite.org, "How To Corrupt An SQLite Database
 * File", section 1.4.
 */
final class Journals {
    static final List<String> ENDS = List.of("-wal", "-shm", "-journal");
    private static final byte[] MAGIC = "SQLite format 3\0".getBytes(StandardCharsets.US_ASCII);

    private Journals() {}

    /** Whether a file of this name is a journal of a database in {@code folder}, which has none of its own. */
    static boolean isOfDatabase(RawName name, Path folder) throws IOException {
        for (String end : ENDS) {
            byte[] bytes = name.bytes();
            int length = bytes.length - end.length();
            if (length > 0 && name.text().endsWith(end) && !exists(name.in(folder))) {
                return isDatabase(RawName.of(Arrays.copyOf(bytes, length)).in(folder));
            }
        }
        return false;
    }

    private static boolean isDatabase(Path file) throws IOException {
        if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
            return false;
        }
        try (InputStream in = Files.newInputStream(file)) {
            return Arrays.equals(in.readNBytes(MAGIC.length), MAGIC);
        }
    }

    private static boolean exists(Path path) {
        return Files.exists(path, LinkOption.NOFOLLOW_LINKS);
    }
}
