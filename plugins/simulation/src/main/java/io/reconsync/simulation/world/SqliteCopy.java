// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.simulation.world;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** A copy of an SQLite file and its write-ahead log, so that looking at a backup does not change it. */
final class SqliteCopy implements Closeable {
    private final Path folder;
    private final Connection connection;

    private SqliteCopy(Path folder, Connection connection) {
        this.folder = folder;
        this.connection = connection;
    }

    /** Copies, opens, and checks the integrity. */
    static SqliteCopy open(Path database) throws IOException {
        Path folder = Files.createTempDirectory("world-check");
        try {
            Path copy = folder.resolve("copy.db");
            Files.copy(database, copy, StandardCopyOption.REPLACE_EXISTING);
            Path log = database.resolveSibling(database.getFileName() + "-wal");
            if (Files.exists(log)) {
                Files.copy(log, folder.resolve("copy.db-wal"));
            }
            Connection connection = DriverManager.getConnection("jdbc:sqlite:" + copy);
            SqliteCopy opened = new SqliteCopy(folder, connection);
            try (Statement statement = connection.createStatement();
                    ResultSet rows = statement.executeQuery("pragma integrity_check")) {
                String answer = rows.next() ? rows.getString(1) : "no answer";
                if (!answer.equals("ok")) {
                    opened.close();
                    throw new TornException("SQLite's integrity check says: " + answer);
                }
            }
            return opened;
        } catch (SQLException broken) {
            delete(folder);
            throw new TornException("SQLite cannot read it: " + broken.getMessage());
        } catch (IOException failed) {
            delete(folder);
            throw failed;
        }
    }

    Connection connection() {
        return connection;
    }

    @Override
    public void close() throws IOException {
        try {
            connection.close();
        } catch (SQLException notClosed) {
            throw new IOException(notClosed);
        } finally {
            delete(folder);
        }
    }

    private static void delete(Path folder) throws IOException {
        for (String name : new String[] {"copy.db", "copy.db-wal", "copy.db-shm", "copy.db-journal"}) {
            Files.deleteIfExists(folder.resolve(name));
        }
        Files.deleteIfExists(folder);
    }
}
