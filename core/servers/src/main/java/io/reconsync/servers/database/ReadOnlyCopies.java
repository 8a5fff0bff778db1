// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.servers.database;

import io.reconsync.api.Deadline;
import io.reconsync.api.ErrorOwner;
import io.reconsync.api.ReconException;
import io.reconsync.api.game.LiveDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.SQLException;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.sqlite.SQLiteErrorCode;

/**
 * Copies SQLite databases of live games through a connection that only reads: one transaction, whatever the game writes
 * meanwhile. What a killed game left half written (a hot journal, or a log without its index) cannot be read that way;
 * then the files are copied first and put in order in the copy, so that the game's own are never touched. Source:
 * sqlite.org, "Write-Ahead Logging" section 5 and "VACUUM INTO".
 */
@Component(service = LiveDatabase.class)
public final class ReadOnlyCopies implements LiveDatabase {
    private static final String[] BESIDE = {"", "-wal", "-journal"};

    /** As a component. */
    @Activate
    public ReadOnlyCopies() {
        // Holds nothing.
    }

    @Override
    public void copy(Path source, Path copy, Deadline deadline) {
        if (Files.exists(copy, LinkOption.NOFOLLOW_LINKS)) {
            throw new ReconException(
                    "copy-exists", ErrorOwner.INTERNAL, "There is a file already at " + copy + ".", "Choose another.");
        }
        if (!Files.isRegularFile(source)) {
            throw new ReconException(
                    "database-missing",
                    ErrorOwner.USER,
                    "The database " + source + " is not there.",
                    "Look whether the game has made it yet.");
        }
        boolean done = false;
        try {
            vacuum(source, copy, deadline);
            Sqlite.check(copy, deadline);
            done = true;
        } catch (SQLException e) {
            throw error(source, e);
        } catch (IOException e) {
            throw new ReconException(
                    "copy-failed",
                    ErrorOwner.HOST,
                    "The database " + source + " cannot be copied: " + e.getMessage() + ".",
                    "Free space, or give the user that runs ReconSync the right to read it.",
                    e);
        } finally {
            if (!done) {
                remove(copy);
            }
        }
    }

    private static void vacuum(Path source, Path copy, Deadline deadline) throws SQLException, IOException {
        try {
            Sqlite.vacuum(source, true, copy, deadline);
        } catch (SQLException e) {
            remove(copy);
            if (!isLeftOver(e)) {
                throw e;
            }
            inOrder(source, copy, deadline);
        }
    }

    /** Needs to write before it can be read: what a killed game left. */
    private static boolean isLeftOver(SQLException e) {
        int primary = e.getErrorCode() & 0xff;
        return primary == SQLiteErrorCode.SQLITE_READONLY.code || primary == SQLiteErrorCode.SQLITE_CANTOPEN.code;
    }

    private static void inOrder(Path source, Path copy, Deadline deadline) throws SQLException, IOException {
        Path folder = Files.createTempDirectory(copy.toAbsolutePath().getParent(), "database");
        try {
            for (String end : BESIDE) {
                Path file = source.resolveSibling(source.getFileName() + end);
                if (Files.isRegularFile(file)) {
                    deadline.check("copying the database " + source);
                    Files.copy(file, folder.resolve("db" + end), StandardCopyOption.COPY_ATTRIBUTES);
                }
            }
            Sqlite.vacuum(folder.resolve("db"), false, copy, deadline);
        } finally {
            for (String end : new String[] {"", "-wal", "-journal", "-shm"}) {
                remove(folder.resolve("db" + end));
            }
            remove(folder);
        }
    }

    private static ReconException error(Path source, SQLException e) {
        int primary = e.getErrorCode() & 0xff;
        boolean busy = primary == SQLiteErrorCode.SQLITE_BUSY.code
                || primary == SQLiteErrorCode.SQLITE_LOCKED.code
                || primary == SQLiteErrorCode.SQLITE_INTERRUPT.code;
        if (busy) {
            return new ReconException(
                    "database-busy",
                    ErrorOwner.REMOTE,
                    "The game keeps its database " + source + " locked.",
                    "Try again; if it happens every time, back up while the game is stopped.",
                    e);
        }
        return new ReconException(
                "database-damaged",
                ErrorOwner.USER,
                "The database " + source + " is damaged: " + e.getMessage() + ".",
                "Look at it with 'sqlite3 file \"PRAGMA integrity_check\"' while the game is stopped, or restore an"
                        + " older snapshot.",
                e);
    }

    private static void remove(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            file.toFile().deleteOnExit();
        }
    }
}
