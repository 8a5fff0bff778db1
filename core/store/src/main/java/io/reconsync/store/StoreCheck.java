// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.store;

import io.reconsync.api.ErrorOwner;
import io.reconsync.api.ReconException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;

/** What must hold before the store is used. */
record StoreCheck(Path file) {
    /** File systems on which a write-ahead log is not safe: its shared memory does not reach other machines. */
    private static final Set<String> REMOTE =
            Set.of("nfs", "nfs3", "nfs4", "cifs", "smb", "smb2", "smb3", "smbfs", "fuse.sshfs", "afs");

    /** The first version without the WAL-reset race, which could lose pages: https://sqlite.org/wal.html */
    private static final int[] OLDEST = {3, 51, 3};

    void folder() {
        try {
            Files.createDirectories(file.getParent());
            String type = Files.getFileStore(file.getParent()).type().toLowerCase(Locale.ROOT);
            if (REMOTE.contains(type)) {
                throw new ReconException(
                        "store-remote",
                        ErrorOwner.USER,
                        "The store would lie on a network file system (" + type + ") at " + file.getParent() + ".",
                        "Put the home, or at least data/store, onto a local disk; backups may go to the network.");
            }
        } catch (IOException e) {
            throw new ReconException(
                    "store-read-only",
                    ErrorOwner.HOST,
                    "The folder " + file.getParent() + " for the store cannot be made: " + e.getMessage() + ".",
                    "Give the user '" + System.getProperty("user.name") + "' the right to write there.",
                    e);
        }
    }

    void open(Connection connection, StoreErrors errors) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            String version = single(statement, "SELECT sqlite_version()");
            int[] parts = Arrays.stream(version.split("\\."))
                    .mapToInt(Integer::parseInt)
                    .toArray();
            if (Arrays.compare(parts, OLDEST) < 0) {
                throw new ReconException(
                        "store-library-old",
                        ErrorOwner.INTERNAL,
                        "The SQLite library " + version + " can damage a store.",
                        "Use the library in bundles/ and no other.");
            }
            String health = single(statement, "PRAGMA quick_check(1)");
            if (!"ok".equals(health)) {
                throw errors.damaged(health, null);
            }
        }
        connection.commit();
    }

    private static String single(Statement statement, String sql) throws SQLException {
        try (ResultSet rows = statement.executeQuery(sql)) {
            return rows.next() ? rows.getString(1) : "";
        }
    }
}
