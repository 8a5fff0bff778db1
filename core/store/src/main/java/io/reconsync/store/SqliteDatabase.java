// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.store;

import io.reconsync.api.ReconException;
import io.reconsync.contract.commands.ExitCode;
import io.reconsync.contract.runtime.Instance;
import io.reconsync.contract.store.Database;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The database in one SQLite file. One connection writes, behind a fair lock; up to four read, opened when they are
 * needed. A block inside a block of the same thread joins its transaction.
 */
@Component(service = {Database.class, SqliteDatabase.class})
public final class SqliteDatabase implements Database, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(SqliteDatabase.class);
    private static final int READERS = 4;
    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(30);

    private final Clock clock;
    private final Path file;
    private final StoreErrors errors;
    private final Connection writer;
    private final ReentrantLock writing = new ReentrantLock(true);
    private final Connections connections;
    private final Semaphore reads = new Semaphore(READERS, true);
    private final Queue<Connection> readers = new ConcurrentLinkedQueue<>();
    private final ThreadLocal<Connection> reading = new ThreadLocal<>();
    private final List<Runnable> afterCommit = new ArrayList<>();
    private boolean copyNeeded;

    /** The store of an installation; when it cannot be used, the instance ends with the sentence that says why. */
    @Activate
    public SqliteDatabase(@Reference Instance instance) {
        this(opened(instance), Clock.systemUTC());
    }

    /** The store in a folder, which is made when absent. */
    public SqliteDatabase(Path folder, Clock clock) {
        this(open(folder), clock);
    }

    private SqliteDatabase(Opened opened, Clock clock) {
        this.clock = clock;
        this.file = opened.file();
        this.errors = new StoreErrors(file);
        this.writer = opened.writer();
        this.connections = new Connections(file);
        this.copyNeeded = opened.used();
    }

    private record Opened(Path file, Connection writer, boolean used) {}

    private static Opened opened(Instance instance) {
        new NativeLibrary(instance.home().natives().resolve("sqlite")).use();
        try {
            return open(instance.home().store());
        } catch (ReconException e) {
            LOG.error("{}", e.sentence(), e.getCause());
            instance.fail(ExitCode.FAILED, e.sentence());
            throw e;
        }
    }

    private static Opened open(Path folder) {
        Path file = folder.toAbsolutePath().normalize().resolve("reconsync.db");
        StoreErrors errors = new StoreErrors(file);
        StoreCheck check = new StoreCheck(file);
        check.folder();
        Connection writer = null;
        boolean done = false;
        try {
            writer = new Connections(file).writer();
            check.open(writer, errors);
            Migrations.prepare(writer);
            boolean used = Migrations.any(writer);
            writer.commit();
            done = true;
            return new Opened(file, writer, used);
        } catch (SQLException e) {
            throw errors.of(e);
        } finally {
            if (!done && writer != null) {
                closeQuietly(writer);
            }
        }
    }

    @Override
    public <T> T read(Work<T> work) {
        if (writing.isHeldByCurrentThread()) {
            return run(writer, work);
        }
        if (reading.get() != null) {
            return run(reading.get(), work);
        }
        Boolean room = Patience.await(
                PATIENCE_NANOS, left -> reads.tryAcquire(left, TimeUnit.NANOSECONDS) ? Boolean.TRUE : null);
        if (room == null) {
            throw errors.busy(null);
        }
        try {
            return read(reader(), work);
        } finally {
            reads.release();
        }
    }

    private <T> T read(Connection connection, Work<T> work) {
        reading.set(connection);
        try {
            return run(connection, work);
        } finally {
            reading.remove();
            rollback(connection);
            readers.add(connection);
        }
    }

    private Connection reader() {
        Connection idle = readers.poll();
        try {
            return idle == null ? connections.reader() : idle;
        } catch (SQLException e) {
            throw errors.of(e);
        }
    }

    @Override
    public <T> T write(Work<T> work) {
        if (writing.isHeldByCurrentThread()) {
            return nested(work);
        }
        lock();
        boolean done = false;
        try {
            T result = run(writer, work);
            writer.commit();
            done = true;
            afterCommit.forEach(Runnable::run);
            return result;
        } catch (SQLException e) {
            throw errors.of(e);
        } finally {
            afterCommit.clear();
            if (!done) {
                rollback(writer);
            }
            writing.unlock();
        }
    }

    private <T> T nested(Work<T> work) {
        try {
            Savepoint before = writer.setSavepoint();
            boolean done = false;
            try {
                T result = work.run(writer);
                done = true;
                return result;
            } finally {
                if (!done) {
                    writer.rollback(before);
                }
                writer.releaseSavepoint(before);
            }
        } catch (SQLException e) {
            throw errors.of(e);
        }
    }

    /** Within a write: runs {@code action} once the whole transaction is durable, in the order of the commits. */
    void onCommit(Runnable action) {
        if (!writing.isHeldByCurrentThread()) {
            throw new IllegalStateException("There is no write under way in this thread.");
        }
        afterCommit.add(action);
    }

    @Override
    public void migrate(String owner, List<String> scripts) {
        lock();
        try {
            int applied = Migrations.applied(writer, owner, scripts);
            writer.commit();
            if (applied < scripts.size() && copyNeeded) {
                copy();
            }
            for (int i = applied; i < scripts.size(); i++) {
                Migrations.apply(writer, owner, i + 1, scripts.get(i), clock.millis());
                writer.commit();
            }
        } catch (SQLException e) {
            throw errors.of(e);
        } finally {
            rollback(writer);
            writing.unlock();
        }
    }

    /** Once per run: the copy holds the tables of all rooms as the former version left them. */
    private void copy() throws SQLException {
        writer.setAutoCommit(true);
        try {
            Path copy = new StoreCopy(file, clock).make(writer);
            LOG.info("The store was copied to {} before its tables change.", copy);
            copyNeeded = false;
        } finally {
            writer.setAutoCommit(false);
        }
    }

    private <T> T run(Connection connection, Work<T> work) {
        try {
            return work.run(connection);
        } catch (SQLException e) {
            throw errors.of(e);
        }
    }

    private void lock() {
        Boolean locked = Patience.await(
                PATIENCE_NANOS, left -> writing.tryLock(left, TimeUnit.NANOSECONDS) ? Boolean.TRUE : null);
        if (locked == null) {
            throw errors.busy(null);
        }
    }

    private static void rollback(Connection connection) {
        try {
            connection.rollback();
        } catch (SQLException e) {
            LOG.debug("Nothing to roll back: {}", e.getMessage());
        }
    }

    /** Waits for writes under way, and closes. */
    @Override
    @Deactivate
    public void close() {
        lock();
        try {
            // No more reads from now on, unless they do not end in time.
            Patience.await(
                    PATIENCE_NANOS,
                    left -> reads.tryAcquire(READERS, left, TimeUnit.NANOSECONDS) ? Boolean.TRUE : null);
            for (Connection reader = readers.poll(); reader != null; reader = readers.poll()) {
                closeQuietly(reader);
            }
            closeQuietly(writer);
        } finally {
            writing.unlock();
        }
    }

    private static void closeQuietly(Connection connection) {
        try {
            connection.close();
        } catch (SQLException e) {
            LOG.debug("Closing a connection: {}", e.getMessage());
        }
    }
}
