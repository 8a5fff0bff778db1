// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.store;

import io.reconsync.api.ErrorOwner;
import io.reconsync.api.ReconException;
import io.reconsync.contract.values.DurableFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.stream.Stream;

/** Copies the whole store before its tables change; keeps the newest few copies. */
record StoreCopy(Path file, Clock clock) {
    static final String FOLDER = "copies";
    private static final int KEEP = 5;
    private static final DateTimeFormatter STAMP =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmssSSS'Z'").withZone(ZoneOffset.UTC);

    /** Makes a consistent copy, also while others read. The connection must not be in a transaction. */
    Path make(Connection connection) throws SQLException {
        Path folder = file.resolveSibling(FOLDER);
        Path copy = folder.resolve("reconsync-" + STAMP.format(clock.instant()) + ".db");
        Path partial = folder.resolve(copy.getFileName() + ".part");
        try {
            Files.createDirectories(folder);
            Files.deleteIfExists(partial);
            try (Statement statement = connection.createStatement()) {
                statement.execute("VACUUM INTO '" + partial.toString().replace("'", "''") + "'");
            }
            DurableFiles.commit(partial, copy);
            prune(folder);
            return copy;
        } catch (IOException e) {
            throw new ReconException(
                    "store-copy-failed",
                    ErrorOwner.HOST,
                    "The store could not be copied to " + copy + " before its tables change: " + e.getMessage() + ".",
                    "Free space there, or give the right to write that folder, and start again; nothing was changed.",
                    e);
        }
    }

    private static void prune(Path folder) throws IOException {
        List<Path> copies;
        try (Stream<Path> files = Files.list(folder)) {
            copies = files.filter(each -> each.getFileName().toString().matches("reconsync-\\d{8}T\\d{9}Z\\.db"))
                    .sorted()
                    .toList();
        }
        for (int i = 0; i < copies.size() - KEEP; i++) {
            Files.delete(copies.get(i));
        }
    }
}
