// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.store;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteConfig.JournalMode;
import org.sqlite.SQLiteConfig.SynchronousMode;
import org.sqlite.SQLiteConfig.TransactionMode;

/** Opens connections with the settings that make a commit last. */
record Connections(Path file) {
    private static final int BUSY_MILLIS = 5_000;

    /** The one connection that writes: write-ahead log, every commit forced to disk. */
    Connection writer() throws SQLException {
        SQLiteConfig config = common();
        config.setJournalMode(JournalMode.WAL);
        config.setSynchronous(SynchronousMode.FULL);
        config.setJournalSizeLimit(64 << 20);
        config.setTransactionMode(TransactionMode.IMMEDIATE);
        return open(config, "PRAGMA trusted_schema = 0");
    }

    Connection reader() throws SQLException {
        return open(common(), "PRAGMA query_only = 1");
    }

    private static SQLiteConfig common() {
        SQLiteConfig config = new SQLiteConfig();
        config.setBusyTimeout(BUSY_MILLIS);
        config.enforceForeignKeys(true);
        config.setCacheSize(-4_000);
        config.setTempStore(SQLiteConfig.TempStore.MEMORY);
        config.setPragma(SQLiteConfig.Pragma.MMAP_SIZE, "0");
        return config;
    }

    private Connection open(SQLiteConfig config, String pragma) throws SQLException {
        Connection connection = config.createConnection("jdbc:sqlite:" + file);
        try (Statement statement = connection.createStatement()) {
            statement.execute(pragma);
        }
        connection.setAutoCommit(false);
        return connection;
    }
}
