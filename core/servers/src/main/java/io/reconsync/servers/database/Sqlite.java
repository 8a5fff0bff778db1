// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.servers.database;

import io.reconsync.api.Deadline;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteDataSource;
import org.sqlite.SQLiteErrorCode;

/** Single acts on SQLite files, each ended by its deadline. */
final class Sqlite {
    private static final int PATIENCE = 60_000;

    private Sqlite() {}

    /** Writes the content of one transaction to {@code copy}. */
    static void vacuum(Path source, boolean readOnly, Path copy, Deadline deadline) throws SQLException {
        try (Connection connection = open(source, readOnly, deadline);
                PreparedStatement vacuum = connection.prepareStatement("VACUUM INTO ?")) {
            vacuum.setString(1, copy.toString());
            limited(vacuum, deadline, vacuum::execute);
        }
    }

    /** Throws when the file is not a whole database. */
    static void check(Path file, Deadline deadline) throws SQLException {
        try (Connection connection = open(file, true, deadline);
                Statement statement = connection.createStatement()) {
            limited(statement, deadline, () -> {
                try (ResultSet rows = statement.executeQuery("PRAGMA integrity_check(1)")) {
                    String said = rows.next() ? rows.getString(1) : "nothing";
                    if (!said.equals("ok")) {
                        throw new SQLException(said, "", SQLiteErrorCode.SQLITE_CORRUPT.code);
                    }
                    return true;
                }
            });
        }
    }

    private static Connection open(Path file, boolean readOnly, Deadline deadline) throws SQLException {
        SQLiteConfig config = new SQLiteConfig();
        config.setReadOnly(readOnly);
        config.setBusyTimeout(Math.min(PATIENCE, deadline.millis("opening the database " + file)));
        SQLiteDataSource source = new SQLiteDataSource(config);
        source.setUrl("jdbc:sqlite:" + file.toAbsolutePath());
        return source.getConnection();
    }

    /** An act that may throw. */
    private interface Act {
        boolean run() throws SQLException;
    }

    private static void limited(Statement statement, Deadline deadline, Act act) throws SQLException {
        ScheduledExecutorService alarm = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, "recon-servers-database");
            thread.setDaemon(true);
            return thread;
        });
        try {
            alarm.schedule(
                    () -> {
                        statement.cancel();
                        return null;
                    },
                    deadline.remaining().toMillis(),
                    TimeUnit.MILLISECONDS);
            act.run();
        } finally {
            alarm.shutdownNow();
        }
    }
}
