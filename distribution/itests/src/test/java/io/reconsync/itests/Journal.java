// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.itests;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;

/** The journal of jobs as an instance that is no more has left it: read from a copy, so that nothing is mended by it. */
final class Journal {
    private Journal() {}

    /** A job as it stands there. */
    record Entry(String id, String state, String step) {}

    /** The newest job. */
    static Optional<Entry> newest(Path home, Path scratch) throws IOException {
        Path folder = Files.createTempDirectory(scratch, "journal");
        try {
            for (String name : new String[] {"reconsync.db", "reconsync.db-wal"}) {
                Path file = home.resolve("data/store").resolve(name);
                if (Files.exists(file)) {
                    Files.copy(file, folder.resolve(name));
                }
            }
            try (Connection at = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("reconsync.db"));
                    Statement statement = at.createStatement();
                    ResultSet row = statement.executeQuery(
                            "SELECT id, state, step FROM jobs ORDER BY created DESC, id DESC LIMIT 1")) {
                return row.next()
                        ? Optional.of(new Entry(row.getString(1), row.getString(2), row.getString(3)))
                        : Optional.empty();
            }
        } catch (SQLException e) {
            throw new IOException("the journal cannot be read", e);
        } finally {
            Played.delete(folder);
        }
    }
}
