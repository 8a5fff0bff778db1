// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.contract.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.osgi.annotation.versioning.ProviderType;

/**
 * The database of this installation. Implemented by core/store with SQLite; the SQL that rooms write must be taken by
 * PostgreSQL too. Every table of servers, channels, roles and audit rows has a column {@code guild}.
 *
 * <p>Reads run at the same time as each other and as a write; writes run one after the other. A write is durable when
 * {@link #write} returns. A connection must not leave its block. {@link SQLException}s become a ReconException of code
 * {@code store-failed} or {@code store-full}. Thread-safe; blocks at most 30 s waiting for the writer.
 */
@ProviderType
public interface Database {
    /** Runs a reading block in a transaction. */
    <T> T read(Work<T> work);

    /** Runs a writing block in a transaction: all of it or, when it throws, nothing. */
    <T> T write(Work<T> work);

    /**
     * Brings the tables of one room up to date: runs, in order, the scripts after the last one that has run. To be
     * called in the constructor of the component that owns the tables.
     *
     * @param owner the room, for example {@code backup}
     * @param scripts all scripts ever, oldest first, each several statements separated by a line with {@code ;} alone
     * @throws io.reconsync.api.ReconException code {@code store-newer} when more scripts have run than are given
     */
    void migrate(String owner, List<String> scripts);

    /** A block of work. */
    @FunctionalInterface
    interface Work<T> {
        /** Does it. */
        T run(Connection connection) throws SQLException;
    }
}
