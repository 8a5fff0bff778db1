// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.jobs;

import io.reconsync.api.ErrorOwner;
import io.reconsync.api.ReconException;
import io.reconsync.contract.store.Database;
import io.reconsync.store.SqliteDatabase;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;

/** The store itself, whose disk a test can fill. */
final class FileDatabase implements Database, AutoCloseable {
    private final SqliteDatabase store;
    private volatile boolean broken;

    FileDatabase(Path folder) {
        store = new SqliteDatabase(folder, Clock.systemUTC());
    }

    void broken(boolean now) {
        broken = now;
    }

    @Override
    public <T> T read(Work<T> work) {
        return store.read(work);
    }

    @Override
    public <T> T write(Work<T> work) {
        if (broken) {
            throw new ReconException("store-full", ErrorOwner.HOST, "The disk is full.", "Free space.");
        }
        return store.write(work);
    }

    @Override
    public void migrate(String owner, List<String> scripts) {
        store.migrate(owner, scripts);
    }

    @Override
    public void close() {
        store.close();
    }
}
