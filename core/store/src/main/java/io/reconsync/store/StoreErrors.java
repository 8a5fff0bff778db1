// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.store;

import io.reconsync.api.ErrorOwner;
import io.reconsync.api.ReconException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/** Turns what SQLite says into a sentence with a next step. */
record StoreErrors(Path file) {
    private static final long FULL_BELOW = 1 << 20;

    ReconException of(SQLException e) {
        return switch (primary(e)) {
            case SQLITE_FULL -> full(e);
            case SQLITE_IOERR -> noSpaceLeft() ? full(e) : failed(e);
            case SQLITE_READONLY, SQLITE_CANTOPEN, SQLITE_PERM, SQLITE_AUTH -> readOnly(e);
            case SQLITE_CORRUPT, SQLITE_NOTADB -> damaged(e.getMessage(), e);
            case SQLITE_BUSY, SQLITE_LOCKED -> busy(e);
            default -> failed(e);
        };
    }

    ReconException damaged(String what, Throwable cause) {
        return new ReconException(
                "store-damaged",
                ErrorOwner.HOST,
                "The store " + file + " is damaged: " + what.lines().findFirst().orElse("unreadable") + ".",
                "Keep a copy of the folder " + file.getParent()
                        + " and put back reconsync.db from a backup of it or from "
                        + file.resolveSibling(StoreCopy.FOLDER)
                        + "; without one, move the folder aside: configuration and"
                        + " stored snapshots are not lost, history is.",
                cause);
    }

    ReconException busy(Throwable cause) {
        return new ReconException(
                "store-busy",
                ErrorOwner.HOST,
                "The store " + file + " could not be used for 30 s because another write was going on.",
                "Try again; if it stays so, look whether another program has the file open or the disk hangs.",
                java.time.Duration.ofSeconds(5),
                cause);
    }

    private ReconException full(SQLException e) {
        return new ReconException(
                "store-full",
                ErrorOwner.HOST,
                "There is no space left for the store " + file + ".",
                "Free space on that volume; nothing that was stored before is lost.",
                java.time.Duration.ofMinutes(1),
                e);
    }

    private ReconException readOnly(SQLException e) {
        return new ReconException(
                "store-read-only",
                ErrorOwner.HOST,
                "The store " + file + " cannot be opened for writing.",
                "Give the user '" + System.getProperty("user.name") + "' the right to write the folder "
                        + file.getParent() + " and the files in it.",
                e);
    }

    private ReconException failed(SQLException e) {
        return new ReconException(
                "store-failed",
                ErrorOwner.INTERNAL,
                "The store " + file + " refused an operation: " + e.getMessage() + ".",
                "Look into the log; if the disk is healthy, report it as a defect.",
                e);
    }

    private boolean noSpaceLeft() {
        try {
            return Files.getFileStore(file.getParent()).getUsableSpace() < FULL_BELOW;
        } catch (IOException e) {
            return false;
        }
    }

    private static SQLiteErrorCode primary(SQLException e) {
        int code = e instanceof SQLiteException known ? known.getResultCode().code : e.getErrorCode();
        return SQLiteErrorCode.getErrorCode(code & 0xff);
    }
}
