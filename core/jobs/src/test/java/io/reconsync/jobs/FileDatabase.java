// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.jobs;

import io.reconsync.api.ErrorOwner;
import io.reconsync.api.ReconException;
import io.reconsync.contract.store.Database;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** A database for tests: one connection to a file. */
final class FileDatabase implements Database, AutoCloseable {
    private final Connection connection;
    private final Set<String> migrated = new HashSet<>();
    private volatile boolean broken;

    FileDatabase(Path file) throws SQLException {
        connection = DriverManager.getConnection("jdbc:sqlite:" + file);
        connection.setAutoCommit(false);
    }

    void broken(boolean now) {
        broken = now;
    }

    @Override
    public <T> T read(Work<T> work) {
        return run(work);
    }

    @Override
    public <T> T write(Work<T> work) {
        if (broken) {
            throw new ReconException("store-full", ErrorOwner.HOST, "The disk is full.", "Free space.");
        }
        return run(work);
    }

    private synchronized <T> T run(Work<T> work) {
        try {
            try {
                T result = work.run(connection);
                connection.commit();
                return result;
            } finally {
                connection.rollback();
            }
        } catch (SQLException e) {
            throw new ReconException("store-failed", ErrorOwner.HOST, e.getMessage(), "Look.", e);
        }
    }

    @Override
    public void migrate(String owner, List<String> scripts) {
        if (!migrated.add(owner)) {
            return;
        }
        write(db -> {
            try (Statement statement = db.createStatement()) {
                for (String script : scripts) {
                    for (String sql : script.split("(?m)^;$")) {
                        statement.execute(sql.replace("CREATE TABLE", "CREATE TABLE IF NOT EXISTS")
                                .replace("CREATE INDEX", "CREATE INDEX IF NOT EXISTS"));
                    }
                }
            }
            return null;
        });
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
